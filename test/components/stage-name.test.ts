// Names of stages: the default ones by language, those of one's own rule set as they are written there.
import {expect} from "@esm-bundle/chai";
import "../../components/stages/define.js";
import "../../components/stage-flow/define.js";
import type {WidgetElement} from "../../components/base/widget-element.js";
import {stageName} from "../../components/format/stage-name.js";
import {stageMessages} from "../../components/format/stage-messages.js";
import {textOf} from "../../components/format/catalogue.js";
import {localHostWith} from "../../engine/hosts/local.js";
import {journeys} from "../helpers/dataset.js";
import {all, clear, place} from "./helpers.js";

const data = journeys("ana visit@0 pay@9\nben visit@1", {asOf: "2024-02-01"});
const rules = {
  id: "shop",
  states: [
    {id: "payer", label: "Pays us", when: {event: "pay"}},
    {id: "onboarding", label: "Looks round", when: {event: "visit"}},
  ],
};

async function textsOf(tag: string, more: object = {}): Promise<string> {
  const host = localHostWith(data, (table) => table);
  const element = await place<WidgetElement>(tag, {host, query: {rules, period: "week"}, view: "both", ...more});
  for (let i = 0; i < 100 && all(element, ".mark").length === 0; i++)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const names = all(element, ".mark").map((mark) => mark.getAttribute("aria-label"));
  return `${names.join("|")}|${all(element, "svg text, td, th")
    .map(({textContent}) => textContent)
    .join("|")}`;
}

describe("stageName(id, label, text)", () => {
  const text = textOf("de", stageMessages);
  it("translates the default stages, and leaves a label of one's own", () => {
    expect(stageName("onboarding", "Onboarding", text)).to.equal("Einführung");
    expect(stageName("onboarding", "Looks round", text)).to.equal("Looks round");
    expect(stageName("payer", "Pays us", text)).to.equal("Pays us");
  });
  it("reads an id without label, and names those who enter by the language", () => {
    expect(stageName("big_payer", undefined, text)).to.equal("Big payer");
    expect(stageName("(entering)", "Entering", text)).to.equal("(neu)");
  });
});

describe("labels of a rule set of one's own", () => {
  afterEach(clear);
  for (const [tag, more] of [
    ["lk-stages", {}],
    ["lk-stage-flow", {shape: "flow"}],
    ["lk-stage-flow", {shape: "matrix"}],
  ] as const) {
    it(`show in marks, picture and table of ${tag} ${JSON.stringify(more)}`, async () => {
      const texts = await textsOf(tag, more);
      expect(texts).to.contain("Pays us").and.to.contain("Looks round");
      expect(texts).not.to.match(/payer|onboarding/i);
    });
  }
});
