// A German reader reads German, also where the wire is English: what went wrong, what was assumed, what a metric is called.
import {expect} from "@esm-bundle/chai";
import "../../components/define.js";
import type {WidgetElement} from "../../components/base/widget-element.js";
import {localHost, openDataset} from "../../engine/index.js";

const events = "user,ts,event\nana,2024-03-04 09:00,visit\nbo,2024-03-05 10:00,pay\nbo,never,pay\n";

async function shown(tag: string, query: object, locale = "de"): Promise<WidgetElement> {
  const element = document.createElement(tag) as WidgetElement;
  element.host = localHost(await openDataset(new Blob([events])));
  element.locale = locale;
  element.query = query;
  element.style.setProperty("inline-size", "600px");
  document.body.append(element);
  await element.refresh();
  await element.updateComplete;
  return element;
}
const textOf = (element: WidgetElement) => element.renderRoot.textContent.replace(/\s+/g, " ");
afterEach(() => document.body.replaceChildren());

describe("a widget with a German reader", () => {
  it("says what went wrong in German; error and event stay as they are", async () => {
    const element = await shown("lk-funnel", {steps: ["vist", "pay"]});
    expect(element.state).to.equal("failed");
    expect(element.renderRoot.querySelector("[role=alert]")!.textContent).to.contain(
      "steps[0]: unbekanntes Ereignis „vist“ (gemeint: „visit“?)",
    );
    expect(element.error!.message).to.contain('unknown event "vist"');
  });
  it("says in the foot what was assumed in reading", async () => {
    const element = await shown("lk-funnel", {steps: ["visit", "pay"]});
    element.still = true;
    await element.updateComplete;
    expect(textOf(element)).to.contain("2 Zeiten in Spalte „ts“ nennen keine Zeitzone und wurden in UTC gelesen");
    expect(element.result!.diagnostics.notes[0]).to.contain("state no offset");
  });
  it("names the measure of a metric in German", async () => {
    const query = {measure: "churn_rate", period: "week", event: "visit"};
    const element = await shown("lk-metric", query);
    element.setAttribute("display", "chart");
    await element.updateComplete;
    expect(textOf(element)).to.contain("Abwanderungsrate");
    expect(textOf(element)).not.to.contain("Churn");
  });
  it("says why rows were set aside", async () => {
    const element = await shown("lk-quality", {});
    element.view = "both";
    await element.updateComplete;
    for (const part of [".chart", ".table"])
      expect([...element.renderRoot.querySelectorAll(part)].map(({textContent}) => textContent).join()).to.contain(
        "keine Zeitangabe",
      );
    expect(element.result!.tables["issues"]!.get("reason", 0)).to.equal("not a time");
  });
  it("stays English where a language has no words", async () => {
    const element = await shown("lk-funnel", {steps: ["vist", "pay"]}, "fr");
    expect(textOf(element)).to.contain('unknown event "vist"');
  });
});
