// The list behind a mark: asked for by a person, cancellable by the page, usable elsewhere.
import {expect} from "@esm-bundle/chai";
import "../../components/retention/define.js";
import type {LkRetention} from "../../components/retention/retention.js";
import {localHostWith} from "../../engine/hosts/local.js";
import {journeys} from "../helpers/dataset.js";
import {all, clear, listen, place, press, settled} from "./helpers.js";

const data = journeys("ana signup@0 login@8\nben signup@1 login@9\ncleo signup@2", {
  asOf: "2024-02-01",
  historyStart: "2023-12-01",
});
const dialogOf = (element: Element) => element.shadowRoot!.querySelector("dialog");

async function until<T>(find: () => T | null | undefined): Promise<T> {
  for (let i = 0; i < 100; i++) {
    const found = find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("it did not come");
}

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
    const detail = audience.details[0] as {units: number; query: {kind: string}};
    expect([detail.units, detail.query.kind]).to.deep.equal([rows.length, "units"]);
    audience.stop();
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
