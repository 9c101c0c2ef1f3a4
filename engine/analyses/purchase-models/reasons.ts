// Why a purchase model is not fitted, or not used.
import type {Reason} from "../../model/reason.js";

export function fewCustomers(n: number, needed: number): Reason {
  return {text: `${customers(n)}; ${needed} are needed`, key: "few_customers", of: {n, needed}};
}

export function fewRepeaters(n: number, needed: number): Reason {
  return {text: `${customers(n)} bought again; ${needed} are needed`, key: "few_repeaters", of: {n, needed}};
}

export function fewValues(n: number, needed: number): Reason {
  return {text: `${customers(n)} bought again at a price; ${needed} are needed`, key: "few_values", of: {n, needed}};
}

export const ONE_INSTANT: Reason = {text: "all customers bought at this very instant", key: "one_instant", of: {}};
export const NO_VALUE: Reason = {text: "the likelihood has no value", key: "no_value", of: {}};
export const NO_END: Reason = {text: "the search came to no end", key: "no_end", of: {}};

/** A parameter that ran away says that the data do not tell it. */
export function far(parameter: string, at: number, [least, most]: readonly [number, number]): Reason {
  const of = {parameter, value: rounded(at), least: String(least), most: String(most)};
  return {
    text: `${of.parameter} went to ${of.value}, outside ${of.least} to ${of.most}: the data do not tell it`,
    key: "far",
    of,
  };
}

export function infiniteMean(q: number): Reason {
  const value = rounded(q);
  return {text: `q is ${value}, so the mean value of a purchase is infinite`, key: "infinite", of: {value}};
}

function customers(n: number): string {
  return `${n} ${n === 1 ? "customer" : "customers"}`;
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}
