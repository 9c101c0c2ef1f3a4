// The two questions that a comparison asks: the query's own, each over one of the sets of units or one of the ranges.
import type {Calendar, Period} from "../../model/calendar.js";
import {PERIODS, type CommonQuery} from "../../model/query.js";
import {partOf, type DataExtent, type Part, type Read} from "../composed.js";
import {EXTRA_TABLES} from "./form.js";
import type {Comparable} from "./figures.js";
import {predicateOf} from "./overlap.js";
import {shiftOf} from "./shift.js";

export interface Sides {
  readonly a: Part;
  readonly b: Part;
  readonly labels: {readonly a: string; readonly b: string};
  /** A period's number on side b → the one on side a that it is compared with. */
  number(n: number): number;
  readonly period: Period | null;
}

export function sidesOf(
  read: Read,
  query: CommonQuery,
  calendar: Calendar,
  extent: DataExtent,
  {tables, asks, field = "period"}: Pick<Comparable, "tables" | "asks" | "field">,
): Sides {
  const compare = query.compare!;
  const {compare: _, tables: asked, ...rest} = query;
  const needed = asked && {tables: [...new Set([...asked.filter((name) => !EXTRA_TABLES.includes(name)), ...tables])]};
  const own: Record<string, unknown> = {...rest, ...asks, ...needed};
  const period = PERIODS.find((name) => name === own[field]) ?? null;
  if (typeof compare === "object" && "a" in compare) {
    const part = (side: "a" | "b") =>
      partOf(read, {...own, where: {all: [query.where ?? {all: []}, predicateOf(compare[side])]}}, extent, (path) =>
        path.replace(/^where\.all\[0\]/, "where").replace(/^where\.all\[1\](\.cohort$)?/, `compare.${side}`),
      );
    const label = (side: "a" | "b") => (typeof compare[side] === "string" ? compare[side] : side.toUpperCase());
    return {a: part("a"), b: part("b"), labels: {a: label("a"), b: label("b")}, number: (n) => n, period};
  }
  const [from, to] = query.range.map(Date.parse) as [number, number];
  const shift = shiftOf(compare, {from, to, asOf: Date.parse(query.asOf)}, calendar, period);
  const part = (side: "a" | "b") => {
    const {from: start, to: end, asOf} = shift[side];
    return partOf(read, {...own, range: [iso(start), iso(end)], asOf: iso(asOf)}, extent, (path) => path);
  };
  const label = (side: "a" | "b") =>
    [shift[side].from, shift[side].to - 1].map((ts) => calendar.label("day", calendar.periodOf(ts, "day"))).join(" – ");
  return {a: part("a"), b: part("b"), labels: {a: label("a"), b: label("b")}, number: (n) => shift.number(n), period};
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
