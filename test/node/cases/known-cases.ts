// Cases collected from other tools' public tests, where they are at hand: a folder beside the project, which it does not need.
import {existsSync, readdirSync, readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import type {Dataset} from "../../../engine/model/dataset.js";
import {datasetOf} from "../../helpers/dataset.js";

const folder = fileURLToPath(new URL("../../../../shared/cases/", import.meta.url));

export interface KnownCase<Q, E> {
  readonly id: string;
  readonly timezone: string;
  readonly week_start: "sunday" | "monday";
  readonly events: readonly [user: string, name: string, ts: string, props: Record<string, string>][];
  readonly query: Q;
  readonly expected: E;
}

/** Why tests of cases cannot run here; false where they can. */
export const skip = existsSync(folder) ? false : "the cases are not at hand";

export function casesOf<Q, E>(kind: string): KnownCase<Q, E>[] {
  if (skip) return [];
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort();
  const all = files.map((name) => JSON.parse(readFileSync(folder + name, "utf8")) as KnownCase<Q, E> & {kind: string});
  return all.filter((one) => one.kind === kind);
}

export function datasetOfCase({events}: Pick<KnownCase<unknown, unknown>, "events">): Dataset {
  return datasetOf(
    events.map(([user, name, ts, props], i) => ({id: `e${String(i).padStart(3, "0")}`, user, name, ts, props})),
  );
}

/** The zone and the first day of the week as a query says them. */
export function calendarOf({timezone, week_start}: Pick<KnownCase<unknown, unknown>, "timezone" | "week_start">): {
  tz: string;
  weekStart: number;
} {
  return {tz: timezone, weekStart: week_start === "sunday" ? 7 : 1};
}
