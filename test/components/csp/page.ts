// Puts every widget of the kit on a page with a strict policy, uses it as a person would, and notes what the policy reports.
import "../../../components/define.js";
import {elements} from "../../../components/all.js";
import type {WidgetElement} from "../../../components/base/widget-element.js";

const violations: string[] = [];
document.addEventListener(
  "securitypolicyviolation",
  ({effectiveDirective, blockedURI, sourceFile, lineNumber, sample}) =>
    violations.push(`${effectiveDirective} ${blockedURI} ${sourceFile}:${lineNumber} ${sample}`),
);

/** Options without which a widget has no question; kinds that need other tables answer with an error, which is drawn too. */
const options: Record<string, Record<string, unknown>> = {
  funnel: {steps: ["visit", "signup"], breakdown: {prop: "country"}},
  survival: {start: "visit", end: "signup"},
  attribution: {conversion: "signup", touch: "visit", channel: "country"},
  metric: {measure: "count", period: "day"},
  customer: {unit: "ana"},
  dashboard: {layout: {columns: 2, items: [{widget: "retention", heading: "Inside", query: {kind: "retention"}}]}},
};

const pause = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));

async function settled(element: WidgetElement): Promise<void> {
  for (let i = 0; i < 200 && element.state === "loading"; i++) await pause(50);
  await element.updateComplete;
}

async function use(element: WidgetElement): Promise<void> {
  await settled(element);
  const mark = element.shadowRoot?.querySelector<HTMLElement>(".mark");
  mark?.focus();
  mark?.dispatchEvent(new PointerEvent("pointerover", {bubbles: true, composed: true}));
  await element.updateComplete;
  for (const view of ["both", "table", "chart"] as const) {
    element.view = view;
    element.theme = view === "table" ? "dark" : "light";
    await element.updateComplete;
  }
  if (element.state !== "ready" || typeof element.exportSVG !== "function") return;
  await Promise.all([element.exportCSV(), element.exportJSON()]);
  if (element.shadowRoot?.querySelector("svg.chart")) await element.exportPNG();
}

/** The same funnel, answered by a worker whose file is at an address of its own. */
async function inWorker(): Promise<object> {
  const rows = JSON.parse(document.querySelector("lk-data > script")!.textContent) as object[];
  const element = document.createElement("lk-funnel");
  const lines: string[] = [];
  const {warn} = console;
  console.warn = (...said: unknown[]) => void lines.push(said.join(" "));
  const data = Object.assign(document.createElement("lk-data"), {data: rows, worker: "lifecycle-kit.worker.js"});
  Object.assign(element, options["funnel"]);
  data.append(element);
  document.body.append(data);
  await settled(element);
  console.warn = warn;
  return {state: element.state, reached: element.result?.toJSON().tables["steps"]?.map((row) => row["reached"]), lines};
}

async function run(): Promise<object> {
  const data = document.querySelector("lk-data")!;
  const states: Record<string, string> = {};
  for (const [name] of elements) {
    if (name === "data") continue;
    const element = document.createElement(`lk-${name}`) as WidgetElement;
    Object.assign(element, {heading: `A ${name}`}, options[name]);
    data.append(element);
    await use(element);
    states[name] = element.state ?? "ready";
  }
  const worker = await inWorker();
  await pause(100);
  return {violations, states, worker};
}

Object.assign(globalThis, {
  outcome: run().catch((error: Error) => ({violations: [...violations, `thrown: ${error.stack}`], states: {}})),
});
