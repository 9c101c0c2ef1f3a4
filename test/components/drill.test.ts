// The list behind a mark: asked for by a person, cancellable by the page, usable elsewhere.
import {expect, use} from "@esm-bundle/chai";
import {chaiA11yAxe} from "chai-a11y-axe";
import type {LkCustomer} from "../../components/customer/customer.js";
import "../../components/retention/define.js";
import type {LkRetention} from "../../components/retention/retention.js";
import {localHostWith} from "../../engine/hosts/local.js";
import {journeys} from "../helpers/dataset.js";
import {all, clear, listen, place, press, settled, until} from "./helpers.js";

use(chaiA11yAxe);

const data = journeys("ana signup@0 login@8\nben signup@1 login@9\ncleo signup@2", {
  asOf: "2024-02-01",
  historyStart: "2023-12-01",
});
const dialogOf = (element: Element) => element.shadowRoot!.querySelector("dialog");

async function retention(): Promise<LkRetention> {
  const element = await place<LkRetention>("lk-retention", {
    host: localHostWith(data, (table) => table),
    start: "signup",
    return: "login",
    n: 2,
  });
  await until(() => element.state === "ready" && all(element, ".mark").length > 3);
  await settled(element);
  return element;
}

// The cell of the cohort one week after its start: two of three came back.
const cell = (element: Element) =>
  all(element, ".mark").find((mark) => mark.getAttribute("aria-label")!.startsWith("Jan 1, 2024, week 1"))!;

describe("drilling into a mark", () => {
  afterEach(clear);

  it("shows the units behind it and hands the list on", async () => {
    const audience = listen("lk-audience");
    const element = await retention();
    press(cell(element), "Enter", {shiftKey: true});
    const rows = await until(() =>
      dialogOf(element)?.querySelectorAll("tbody tr").length ? dialogOf(element)!.querySelectorAll("tbody tr") : null,
    );
    expect(Array.from(rows, (row) => row.querySelector("th")!.textContent)).to.deep.equal(
      ["ana", "ben", "cleo"].slice(0, rows.length),
    );
    expect(dialogOf(element)!.open).to.equal(true);
    dialogOf(element)!.querySelector<HTMLButtonElement>(".pager button")!.click();
    await until(() => dialogOf(element) === null);
    const detail = audience.details[0] as {units: string[]; count: number; name: string; query: {kind: string}};
    expect([detail.units, detail.count, detail.query.kind]).to.deep.equal([
      ["ana", "ben", "cleo"].slice(0, rows.length),
      rows.length,
      "units",
    ]);
    expect(detail.name).to.contain("Jan 1, 2024");
    expect(JSON.parse(JSON.stringify(detail))).to.deep.equal(detail);
    audience.stop();
  });

  it("fires lk-select, then lk-drill, then shows the list", async () => {
    const order: string[] = [];
    const element = await retention();
    for (const type of ["lk-select", "lk-drill"]) element.addEventListener(type, ({type: fired}) => order.push(fired));
    press(cell(element), "Enter");
    await until(() => dialogOf(element)?.querySelector("tbody tr"));
    expect(order).to.deep.equal(["lk-select", "lk-drill"]);
  });

  it("names its dialog, is accessible, and gives the focus back when it closes", async () => {
    const element = await retention();
    const mark = cell(element);
    mark.focus();
    press(mark, "Enter");
    await until(() => dialogOf(element)?.querySelector("tbody tr"));
    expect(dialogOf(element)!.getAttribute("aria-label")).to.contain("Behind");
    await expect(element).to.be.accessible();
    dialogOf(element)!.close();
    await until(() => dialogOf(element) === null);
    expect(element.shadowRoot!.activeElement).to.equal(mark);
  });

  it("opens the timeline of a unit and goes back to the list", async () => {
    const element = await retention();
    press(cell(element), "Enter");
    (await until(() => dialogOf(element)?.querySelector<HTMLButtonElement>("[data-unit]"))).click();
    const timeline = await until(() => dialogOf(element)!.querySelector<LkCustomer>("lk-customer"));
    await until(() => timeline.state === "ready");
    expect(timeline.result!.query["id"]).to.equal("ana");
    dialogOf(element)!.querySelector<HTMLButtonElement>("[data-back]")!.click();
    await until(() => element.shadowRoot!.activeElement?.getAttribute("data-unit") === "ana");
    expect(dialogOf(element)!.querySelector("lk-customer")).to.equal(null);
  });

  it("leaves it to the page that cancels", async () => {
    const element = await retention();
    element.addEventListener("lk-drill", (event) => event.preventDefault());
    press(cell(element), "Enter", {shiftKey: true});
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(dialogOf(element)).to.equal(null);
  });

  it("does nothing but tell where there is no host", async () => {
    const drills = listen("lk-drill");
    const element = await retention();
    const still = await place<LkRetention>("lk-retention", {result: element.result as never});
    press(cell(still), "Enter", {shiftKey: true});
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([drills.details.length, dialogOf(still)]).to.deep.equal([1, null]);
    drills.stop();
  });
});
