// Side by side: each figure of A and B, their difference with its interval, and whether it can be chance (semantics 18.2).
import type {Cell} from "../../model/table.js";
import {benjaminiHochberg} from "../../stats/benjamini-hochberg.js";
import {compareProportions} from "../../stats/newcombe.js";
import {isSmall, rate} from "../../stats/rate.js";
import {welch} from "../../stats/welch.js";
import type {Figure, Found} from "./figures.js";

export type Difference = Record<string, Cell>;
/** One figure of both sides; null where a side does not have it or it is not known. */
export interface Pair {
  readonly found: Found;
  readonly keys: Record<string, Cell>;
  readonly a: Figure | null;
  readonly b: Figure | null;
  readonly status: Cell;
}

const UNTESTED = {lo: null, hi: null, z: null, t: null, df: null, p: null};

/** A row for each pair. Without `verdict` (the sample ratio is off) only the figures and their difference are told. */
export function differences(pairs: readonly Pair[], verdict: boolean): Difference[] {
  const rows = pairs.map((pair) => row(pair, verdict));
  const families = new Map<string, Difference[]>();
  for (const own of rows) {
    const family = `${String(own.of)} ${String(own.measure)}`;
    const known = families.get(family);
    if (known) known.push(own);
    else families.set(family, [own]);
  }
  for (const family of families.values()) {
    const qs = benjaminiHochberg(family.map(({p}) => p as number | null));
    family.forEach((own, i) => (own.q = qs[i]!));
  }
  return rows;
}

function row({found: {of, measure, format}, keys, a, b, status}: Pair, verdict: boolean): Difference {
  const [va, vb] = [valueOf(a), valueOf(b)];
  const diff = va === null || vb === null ? null : vb - va;
  return {
    ...keys,
    of,
    measure,
    a: va,
    b: vb,
    n_a: a?.n ?? null,
    n_b: b?.n ?? null,
    diff,
    ...UNTESTED,
    ...(diff !== null && verdict ? tested(a!, b!) : {}),
    format,
    status,
    small: [a, b].some((figure) => figure?.is !== "amount" && isSmall(figure?.n ?? 0)),
  };
}

function valueOf(figure: Figure | null): number | null {
  if (!figure) return null;
  if (figure.is === "share") return rate(figure.hits, figure.n);
  return figure.is === "mean" ? figure.mean : figure.value;
}

function tested(a: Figure, b: Figure): Difference {
  if (a.is === "share" && b.is === "share") {
    const {lo, hi, z, p} = compareProportions(a.hits, a.n, b.hits, b.n);
    return {lo, hi, z, p};
  }
  if (a.is === "mean" && b.is === "mean") {
    const {lo, hi, t, df, p} = welch(a, b);
    return {lo, hi, t, df, p};
  }
  return {};
}
