// Reads a state that may come from anywhere (an address, a store) and takes from it only what fits.
import type {Sort} from "../parts/data-table.js";
import type {StateDetail} from "./events.js";

interface CommonState {
  view?: "chart" | "table" | "both" | undefined;
  sort?: Sort | null | undefined;
}

/** The common part of a state; what is missing or does not fit is undefined. */
export function readState({view, sort}: StateDetail): CommonState {
  return {
    view: view === "chart" || view === "table" || view === "both" ? view : undefined,
    sort: sort === null || isSort(sort) ? sort : undefined,
  };
}

function isSort(value: unknown): value is Sort {
  const sort = value as Partial<Sort> | null | undefined;
  return (
    typeof sort === "object" && sort !== null && typeof sort.column === "string" && typeof sort.descending === "boolean"
  );
}
