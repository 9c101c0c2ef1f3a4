// Every widget that draws an answer, with a question of its own, over the sample company.
import {elements} from "../../components/all.js";
import type {WidgetElement} from "../../components/base/widget-element.js";
import {defineAll} from "../../components/define-all.js";
import {localHost, openDataset} from "../../engine/index.js";
import type {Host} from "../../engine/hosts/host.js";
import {makeCompany} from "../../stories/sample/company.js";
import {place, settled} from "./helpers.js";

defineAll();

const ASIDE = ["data", "dashboard", "filter-bar"];
const OWN: Readonly<Record<string, object>> = {
  "funnel": {steps: ["visit", "signup", "activated"], breakdown: {prop: "country"}},
  "customer": {unit: "u0011"},
  "metric": {measure: "activation_rate", period: "month"},
  "stage-flow": {period: "month"},
};
const cohorts = {ads: {when: {event: "ad_click"}}, others: {when: {not: {event: "ad_click"}}}};
const compared = {query: {cohorts, compare: {a: "others", b: "ads"}}};
/** Tag without its prefix, and its properties. */
export const variants: readonly (readonly [tag: string, properties: object])[] = [
  ...elements.filter(([name]) => !ASIDE.includes(name)).map(([name]) => [name, OWN[name] ?? {}] as const),
  ["metric", {measure: "activation_rate", period: "month", display: "chart"}],
  ["metric", {measure: "uniques", period: "month", display: "chart", breakdown: {prop: "plan"}}],
  ["stage-flow", {period: "month", shape: "matrix"}],
  ["funnel", {steps: ["visit", "signup", "activated"], ...compared}],
  ["stage-flow", {period: "month", ...compared}],
];

/** A host over the sample company. */
export async function sampleHost(): Promise<Host> {
  const {events, ...tables} = makeCompany({people: 150, months: 6}).tables;
  return localHost(await openDataset(events, {tables}));
}

/** The widget, drawn. */
export async function shown(host: Host, tag: string, properties: object): Promise<WidgetElement> {
  const element = await place<WidgetElement>(`lk-${tag}`, {host, ...properties}, 800);
  for (let i = 0; i < 1000 && element.state === "loading"; i++) await new Promise((resolve) => setTimeout(resolve, 10));
  await element.updateComplete;
  await settled(element);
  return element;
}
