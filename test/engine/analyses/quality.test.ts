// Quality: every kept event counts for its source, also those of an account only, which are nobody's.
import {expect} from "@esm-bundle/chai";
import {openDataset} from "../../../engine/index.js";
import {rows} from "../../helpers/ask.js";
import {at, datasetOf} from "../../helpers/dataset.js";

const events = [
  {user: "ana", account: "acme", name: "visit", ts: "2026-01-02", stage: "awareness"},
  {user: "ana", account: "acme", name: "visit", ts: "2026-01-03", stage: "awareness"},
  {user: "ben", account: "acme", name: "signup", ts: "2026-01-04", stage: "acquisition"},
  {account: "acme", name: "deal won", ts: "2026-01-01", stage: "retention", amount: 5, currency: "USD"},
  {account: "acme", name: "renewed", ts: "2026-02-01", amount: 5, currency: "USD"},
];
const asOf = "2026-03-01";
const quality = {kind: "quality"};

describe("quality over events of an account only", () => {
  const dataset = datasetOf(events, {asOf});

  it("counts them for their source, and in its dates, but as no unit", () => {
    const [source, ...others] = rows(dataset, quality, "sources", ["events", "units", "from", "to"]);
    expect(others).to.deep.equal([]);
    expect(source).to.deep.equal({events: 5, units: 2, from: at("2026-01-01"), to: at("2026-02-01")});
  });

  it("counts them for the stage that they speak of", () => {
    expect(rows(dataset, quality, "coverage", ["stage", "events", "units"])).to.deep.equal([
      {stage: "awareness", events: 2, units: 1},
      {stage: "acquisition", events: 1, units: 1},
      {stage: "retention", events: 1, units: 0},
    ]);
  });

  it("counts what their columns hold", () => {
    const facts = rows(dataset, quality, "columns", ["column", "filled", "missing", "distinct"]);
    expect(facts.find(({column}) => column === "name")).to.deep.include({filled: 5, missing: 0, distinct: 4});
    expect(facts.find(({column}) => column === "currency")).to.deep.include({filled: 2, missing: 3, distinct: 1});
  });

  it("asked of accounts they are the account's", () => {
    expect(rows(dataset, {...quality, unit: "account"}, "sources", ["events", "units"])).to.deep.equal([
      {events: 5, units: 1},
    ]);
  });

  it("leaves out those at or after asOf, and those that the filter hides", () => {
    const counted = (more: object) => rows(dataset, {...quality, ...more}, "sources", ["events"])[0];
    expect(counted({asOf: "2026-02-01"})).to.deep.equal({events: 4});
    expect(counted({where: {prop: "currency", op: "eq", value: "USD"}})).to.deep.equal({events: 2});
  });
});

describe("quality of columns and sources by name", () => {
  const rowsWith = {event: "visit", user: "ana", timestamp: "2026-01-02T10:00:00Z"};

  it("names sources by what was read, whatever a property is called", async () => {
    const tagged = await openDataset([{...rowsWith, source: "newsletter", stage: "hot"}]);
    expect(rows(tagged, quality, "sources", ["source"])).to.deep.equal([{source: "generic"}]);
    expect(rows(tagged, quality, "coverage")).to.deep.equal([]);
  });

  it("lists a column once, though a property is called like a field", () => {
    const both = datasetOf([{user: "ana", name: "visit", ts: "2026-01-02", currency: "EUR", props: {currency: "EUR"}}]);
    const names = rows(both, quality, "columns").map(({column}) => column);
    expect(names).to.deep.equal(["name", "currency"]);
  });
});
