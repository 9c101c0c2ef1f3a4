// What the marks of one customer's timeline say.
import type {Row} from "../../engine/model/table.js";
import type {Mark, Tip} from "../base/marks.js";
import type {Text} from "../format/catalogue.js";
import type {Format} from "../format/format.js";
import type {Group, Payment, Stay} from "./customer-layout.js";

/** Kinds of events that a tip lists before it says how many more there are. */
const LISTED = 6;

export class CustomerWording {
  constructor(
    private readonly text: Text,
    private readonly format: Format,
    private readonly tz: string,
    private readonly stageOf: (row: Row) => string,
  ) {}

  group({key, events, lane}: Group): Mark {
    const [first, last] = [events[0]!, events.at(-1)!];
    const one = events.length === 1;
    const kinds = kindsOf(events);
    const names = this.format.list(kinds.map(([name, n]) => (n > 1 ? `${name} × ${this.format.count(n)}` : name)));
    return {
      key,
      table: "events",
      row: one ? first : {...first, events: events.length, until: last["ts"]!},
      place: [Number(first["ts"]), lane + 1],
      drill: false,
      label: one
        ? this.text("mark.event", {name: String(first["name"]), at: this.#at(first["ts"])})
        : this.text("mark.events", {n: events.length, from: this.#at(first["ts"]), to: this.#at(last["ts"]), names}),
      tip: one ? this.#eventTip(first) : this.#groupTip(first, last, kinds),
    };
  }

  stay({row, column}: Stay, asOf: number): Mark {
    const stage = this.stageOf(row);
    const [since, until] = [Number(row["since"]), row["until"] as number | null];
    return {
      key: `stay ${column}`,
      table: "stages",
      row,
      place: [since, 0],
      drill: false,
      label:
        until === null
          ? this.text("mark.open", {stage, from: this.#at(since)})
          : this.text("mark.stay", {stage, from: this.#at(since), to: this.#at(until)}),
      tip: {
        title: stage,
        pairs: [
          [this.text("tip.since"), this.#at(since)],
          ...(until === null ? [] : [[this.text("tip.until"), this.#at(until)] as const]),
          [this.text("tip.stay"), this.format.duration((until ?? asOf) - since)],
        ],
        note: row["overridden"] === true ? this.text("overridden") : undefined,
      },
    };
  }

  payment({row}: Payment, i: number, lane: number): Mark {
    const amount = this.money(row);
    const at = this.#at(row["ts"]);
    return {
      key: `payment ${i}`,
      table: "events",
      row,
      place: [Number(row["ts"]), lane],
      drill: false,
      label: this.text("mark.payment", {amount, name: String(row["name"]), at}),
      tip: this.#eventTip(row),
    };
  }

  money({amount, currency}: Row): string {
    return this.format.money(amount as number | null, currency as string | null);
  }

  #eventTip(row: Row): Tip {
    const pairs: (readonly [string, string])[] = [[this.text("tip.at"), this.#at(row["ts"])]];
    if (row["source"] !== null) pairs.push([this.text("tip.source"), String(row["source"])]);
    if (row["amount"] !== null) pairs.push([this.text("tip.amount"), this.money(row)]);
    for (const [name, value] of Object.entries(propsOf(row)).slice(0, LISTED)) pairs.push([name, String(value)]);
    return {title: String(row["name"]), pairs};
  }

  #groupTip(first: Row, last: Row, kinds: readonly (readonly [string, number])[]): Tip {
    const more = kinds.length - LISTED;
    return {
      title: `${this.#at(first["ts"])} – ${this.#at(last["ts"])}`,
      pairs: kinds.slice(0, LISTED).map(([name, n]) => [name, this.format.count(n)] as const),
      note: more > 0 ? this.text("tip.more", {n: more}) : undefined,
    };
  }

  #at(ts: unknown): string {
    return this.format.instant(ts as number, this.tz);
  }
}

function kindsOf(events: readonly Row[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const {name} of events) counts.set(String(name), (counts.get(String(name)) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

function propsOf({props}: Row): Record<string, unknown> {
  return typeof props === "string" ? (JSON.parse(props) as Record<string, unknown>) : {};
}
