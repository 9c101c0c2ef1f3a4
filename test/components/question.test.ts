// What a widget asks: its own options, over what its surroundings share.
import {expect} from "@esm-bundle/chai";
import {questionOf} from "../../components/base/question.js";
import {sharedFields} from "../../components/dashboard/shared-fields.js";
import {isoDuration} from "../../components/format/iso-duration.js";

const buyers = {when: {event: "purchase"}};
const control = {when: {prop: "variant", op: "eq", value: "c", at: "first"}};

describe("questionOf(kind, query, plain, shared)", () => {
  it("joins filters, and keeps the cohorts that both sides name", () => {
    const asked = questionOf(
      "funnel",
      {cohorts: {control}, where: {prop: "plan", op: "eq", value: "pro"}},
      {steps: ["a", "b"], window: undefined},
      {cohorts: {buyers}, where: {cohort: "buyers"}, tz: "Europe/Berlin"},
    );
    expect(asked).to.deep.equal({
      kind: "funnel",
      steps: ["a", "b"],
      tz: "Europe/Berlin",
      cohorts: {buyers, control},
      where: {all: [{prop: "plan", op: "eq", value: "pro"}, {cohort: "buyers"}]},
    });
  });

  it("lets a widget's own cohort go before a shared one of the same name, and names none where there is none", () => {
    const asked = questionOf("growth", {cohorts: {buyers: control}}, {}, {cohorts: {buyers}});
    expect(asked["cohorts"]).to.deep.equal({buyers: control});
    expect(questionOf("growth", null, {}, null)).to.deep.equal({kind: "growth"});
  });
});

describe("sharedFields(said, choices)", () => {
  it("adds up filters and cohorts of all who say something", () => {
    const layout = {cohorts: {control}, where: {cohort: "control"}, tz: "UTC"};
    const bar = {cohorts: {buyers}, where: {cohort: "buyers"}};
    expect(sharedFields([layout, bar], [])).to.deep.equal({
      tz: "UTC",
      cohorts: {control, buyers},
      where: {all: [{cohort: "control"}, {cohort: "buyers"}]},
    });
  });
});

describe("isoDuration(text, locale)", () => {
  it("writes days, hours and fractions in the reader's words, with either mark", () => {
    expect(isoDuration("P14D", "en")).to.equal("14 days");
    expect(isoDuration("P1DT6H", "en")).to.equal("1 day, 6 hours");
    expect(isoDuration("PT0,5S", "de")).to.equal("0,5 Sekunden");
    expect(isoDuration("PT0.5S", "en")).to.equal("0.5 seconds");
    expect(isoDuration("whenever", "en")).to.equal(null);
  });
});
