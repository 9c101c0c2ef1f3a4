// Small datasets for tests, typed by hand: rows or journeys as text.
import {atOnce} from "../../engine/model/at-once.js";
import {storeInSteps} from "../../engine/model/build-store.js";
import {dictColumn, type Column, type Scalar} from "../../engine/model/column.js";
import {Dataset, type TableName} from "../../engine/model/dataset.js";
import {hashText, canonicalJson} from "../../engine/model/hash.js";
import {profileProp, type ProfileProp} from "../../engine/model/profiles.js";
import type {Table} from "../../engine/model/table.js";

export interface TestEvent {
  user?: string;
  account?: string;
  /** Epoch ms or an ISO instant; a time without zone is UTC. */
  ts: number | string;
  name: string;
  id?: string;
  session?: string;
  /** The stage that the source gave it. */
  stage?: string;
  seq?: number;
  amount?: number;
  currency?: string;
  props?: Record<string, Scalar | null>;
}

export interface TestProfile {
  unit: string;
  prop: string;
  value: Scalar;
  validFrom?: number;
}

export interface TestOptions {
  asOf?: number | string;
  historyStart?: number | string;
  profiles?: TestProfile[];
  accountProfiles?: TestProfile[];
  /** Accounts without events. */
  accounts?: string[];
  tables?: Partial<Record<TableName, Table>>;
}

export const at = (text: number | string): number =>
  typeof text === "number"
    ? text
    : Date.parse(
        /T.*(Z|[+-]\d\d:\d\d)$/.test(text)
          ? text
          : text.includes("T")
            ? `${text}Z`
            : `${text.replace(" ", "T")}${text.includes(" ") ? "Z" : "T00:00:00Z"}`,
      );

/** A dataset of rows. Users named `anon:…` are unlinked anonymous visitors. */
export function datasetOf(events: readonly TestEvent[], options: TestOptions = {}): Dataset {
  const pick = (read: (event: TestEvent) => Scalar | null | undefined) => dictColumn(events.map(read));
  const has = (key: keyof TestEvent) => events.some((event) => event[key] !== undefined);
  const numbers = (key: "amount" | "seq") =>
    has(key) ? Float64Array.from(events, (event) => event[key] ?? NaN) : null;
  const propNames = new Set(events.flatMap((event) => Object.keys(event.props ?? {})));
  const props = new Map<string, Column>([...propNames].map((prop) => [prop, pick((event) => event.props?.[prop])]));
  const user = pick((event) => event.user);
  const store = atOnce(
    storeInSteps({
      size: events.length,
      user,
      anonymous: new Set(
        user.dictionary.filter((id): id is string => typeof id === "string" && id.startsWith("anon:")),
      ),
      ts: Float64Array.from(events, (event) => at(event.ts)),
      name: pick((event) => event.name),
      seq: numbers("seq"),
      account: has("account") ? pick((event) => event.account) : null,
      session: has("session") ? pick((event) => event.session) : null,
      amount: numbers("amount"),
      currency: has("currency") ? pick((event) => event.currency) : null,
      facts: new Map((["id", "stage"] as const).filter(has).map((fact) => [fact, pick((event) => event[fact])])),
      props,
    }),
  );
  const accounts = [
    ...new Set([...events.flatMap((event) => event.account ?? []), ...(options.accounts ?? [])]),
  ].sort();
  return new Dataset({
    store,
    profiles: profilesFor(store.users, options.profiles ?? []),
    accounts: {ids: accounts, profiles: profilesFor(accounts, options.accountProfiles ?? [])},
    tables: options.tables ?? {},
    ledger: {files: [], entries: [], notes: []},
    identity: {profiles: 0, accounts: 0, anonymous: 0, merges: 0, conflicts: 0, conflictList: []},
    hash: hashText(canonicalJson([...events].map((event) => canonicalJson(event)).sort())),
    ...(options.asOf === undefined ? {} : {asOf: at(options.asOf)}),
    ...(options.historyStart === undefined ? {} : {historyStart: at(options.historyStart)}),
  });
}

function profilesFor(units: readonly string[], rows: readonly TestProfile[]): Map<string, ProfileProp> {
  const place = new Map(units.map((unit, u) => [unit, u]));
  const props = new Map<string, {unit: number; value: Scalar; validFrom: number}[]>();
  for (const {unit, prop, value, validFrom = -Infinity} of rows) {
    const u = place.get(unit);
    if (u === undefined) continue;
    props.set(prop, [...(props.get(prop) ?? []), {unit: u, value, validFrom}]);
  }
  return new Map([...props].map(([prop, entries]) => [prop, profileProp(units.length, entries)]));
}

/**
 * Journeys as text, one unit a line: `ana  trial@0 activate@1.5 subscribe@9`, each event with its day (fractions allowed)
 * counted from `start`.
 */
export function journeys(text: string, options: TestOptions & {start?: string} = {}): Dataset {
  const start = at(options.start ?? "2024-01-01");
  const events = text
    .trim()
    .split("\n")
    .filter((line) => line.trim())
    .flatMap((line) => {
      const [user, ...marks] = line.trim().split(/\s+/);
      return marks.map((mark): TestEvent => {
        const [name, day] = mark.split("@");
        return {user: user!, name: name!, ts: start + Number(day) * 86_400_000};
      });
    });
  return datasetOf(events, options);
}
