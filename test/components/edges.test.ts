// At the edges of the data every widget says something: a picture, or in words why there is none; never NaN, never a blank box.
import {expect} from "@esm-bundle/chai";
import {elements} from "../../components/all.js";
import type {WidgetElement} from "../../components/base/widget-element.js";
import {defineAll} from "../../components/define-all.js";
import {localHostWith} from "../../engine/hosts/local.js";
import {edgeRanges, edgeWorlds} from "../helpers/edge-worlds.js";
import {all, clear, place, settled} from "./helpers.js";

defineAll();

/** What each widget asks; all others ask their default question. */
const PROPERTIES: Readonly<Record<string, object>> = {
  funnel: {steps: ["visit", "signup", "activated"]},
  retention: {period: "week", n: 3},
  customer: {unit: "ana"},
  metric: {measure: "activation_rate"},
};
const ASIDE = ["data", "dashboard", "filter-bar"];
const tags = elements.map(([name]) => name).filter((name) => !ASIDE.includes(name));

const variants: readonly (readonly [tag: string, properties: object])[] = [
  ...tags.map((tag) => [tag, PROPERTIES[tag] ?? {}] as const),
  ["metric", {measure: "revenue", display: "chart"}],
  ["metric", {measure: "clv_predicted"}],
  ["growth", {compare: {a: {event: "visit"}, b: {not: {event: "visit"}}}}],
];

async function shown(tag: string, properties: object): Promise<WidgetElement> {
  const element = await place<WidgetElement>(`lk-${tag}`, properties, 700);
  for (let i = 0; i < 500 && element.state === "loading"; i++) await new Promise((resolve) => setTimeout(resolve, 10));
  await settled(element);
  return element;
}

function wordsOf(element: WidgetElement): string {
  const root = element.shadowRoot!;
  const texts = Array.from(root.querySelectorAll(":not(style)"), (node) => [
    ...Array.from(node.childNodes, (child) => (child.nodeType === Node.TEXT_NODE ? child.textContent : "")),
    ...Array.from(node.attributes, ({value}) => value),
  ]);
  return texts.flat().join(" ");
}

describe("a widget at the edges of the data", () => {
  afterEach(clear);

  for (const [world, data] of Object.entries(edgeWorlds)) {
    it(`says something over ${world}`, async () => {
      const host = localHostWith(data, (table) => table);
      for (const [tag, properties] of variants) {
        for (const range of [edgeRanges["all data"], edgeRanges["an empty range"]]) {
          const query = {...range, unknownNames: "allow"};
          const element = await shown(tag, {host, query, ...properties});
          const where = `lk-${tag} ${JSON.stringify(properties)} ${JSON.stringify(range)} over ${world}`;
          if (element.state === "failed") {
            // The only right to fail: the data has no such customer.
            expect(element.shadowRoot!.querySelector("[role=alert]")!.textContent, where).to.match(
              /the data has no user "ana"/,
            );
          } else {
            expect(element.state, where).to.be.oneOf(["ready", "empty"]);
            if (element.state === "ready")
              expect(all(element, ".mark, tbody tr, dl, .note, .figure").length, where).to.be.above(0);
          }
          expect(element.shadowRoot!.textContent.replace(/\s+/g, " ").trim().length, where).to.be.above(20);
          expect(wordsOf(element), where).not.to.match(/NaN|Infinity|undefined/);
          clear();
        }
      }
    }).timeout(120_000);
  }
});
