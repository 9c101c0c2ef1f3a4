import {expect} from "@esm-bundle/chai";
import {fieldsOf, NOTHING, readFilters, toggleValue} from "../../components/filter-bar/filters.js";

describe("fieldsOf(state)", () => {
  it("gives no fields where nothing is chosen", () => {
    expect(fieldsOf(NOTHING)).to.deep.equal({where: undefined, range: undefined});
  });
  it("asks for one value by eq and for several by in", () => {
    expect(fieldsOf({range: null, values: {plan: ["pro"]}}).where).to.deep.equal({
      prop: "plan",
      op: "eq",
      value: "pro",
    });
    expect(fieldsOf({range: null, values: {plan: ["pro", "free"]}}).where).to.deep.equal({
      prop: "plan",
      op: "in",
      value: ["pro", "free"],
    });
  });
  it("joins properties by all", () => {
    expect(fieldsOf({range: null, values: {plan: ["pro"], country: ["DE"]}}).where)
      .to.have.property("all")
      .with.length(2);
  });
  it("gives whole periods before asOf, or a pair of dates", () => {
    expect(fieldsOf({range: "P12W", values: {}}).range).to.deep.equal({last: "P12W"});
    expect(fieldsOf({range: ["2026-01-01", "2026-02-01"], values: {}}).range).to.deep.equal([
      "2026-01-01",
      "2026-02-01",
    ]);
  });
});

describe("toggleValue(state, prop, value)", () => {
  it("turns a value on, and off again", () => {
    const on = toggleValue(NOTHING, "plan", "pro");
    expect(on.values).to.deep.equal({plan: ["pro"]});
    expect(toggleValue(on, "plan", "pro")).to.deep.equal(NOTHING);
  });
});

describe("readFilters(json)", () => {
  it("takes back what a state was, and leaves out what does not fit", () => {
    const state = {range: "P30D", values: {plan: ["pro"]}};
    expect(readFilters(JSON.parse(JSON.stringify(state)))).to.deep.equal(state);
    expect(readFilters({range: "soon", values: {plan: "pro", country: [{}]}})).to.deep.equal(NOTHING);
    expect(readFilters(null)).to.deep.equal(NOTHING);
  });
});
