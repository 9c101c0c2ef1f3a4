import {expect} from "@esm-bundle/chai";
import {withPreset} from "../../../engine/model/preset.js";
import {ask} from "../../helpers/ask.js";
import {datasetOf} from "../../helpers/dataset.js";

const data = datasetOf([{user: "ana", ts: "2024-01-01", name: "visit"}]);
const asked = (query: {kind: string} & Record<string, unknown>, ...fields: string[]) => {
  const {query: normal} = ask(data, query);
  return fields.map((field) => normal[field]);
};
const funnel = (preset?: string) =>
  asked(
    {kind: "funnel", steps: ["visit", "visit"], ...(preset ? {preset} : {})},
    ...["window", "entry", "exclusionEffect", "countBy", "tieTolerance"],
  );
const retention = (preset?: string) =>
  asked({kind: "retention", ...(preset ? {preset} : {})}, "mode", "criterion", "mean");

describe("presets (semantics 21)", () => {
  it("change the defaults of a funnel", () => {
    expect(funnel()).to.deep.equal(["P14D", "best", "truncate", "users", "PT0S"]);
    expect(funnel("posthog")).to.deep.equal(["P14D", "newest", "remove", "users", "PT0S"]);
    expect(funnel("mixpanel")).to.deep.equal(["P7D", "first", "truncate", "first_value", "PT2S"]);
    expect(funnel("amplitude")).to.deep.equal(["P14D", "best", "truncate", "pairs", "PT1S"]);
  });
  it("change the defaults of retention", () => {
    expect(retention()).to.deep.equal(["calendar", "on", "pooled"]);
    expect(retention("posthog")).to.deep.equal(["calendar", "on", "weighted"]);
    expect(retention("mixpanel")).to.deep.equal(["rolling", "on_or_after", "double_weighted"]);
    expect(retention("amplitude")).to.deep.equal(["rolling_hour", "on_or_after", "pooled"]);
  });
  it("count as new who was created in the period, like PostHog, or came in it, like Amplitude", () => {
    expect(withPreset({kind: "growth", preset: "posthog"})).to.include({newBy: "profile_created"});
    expect(asked({kind: "growth", preset: "amplitude"}, "newBy")).to.deep.equal(["first_event"]);
    expect(asked({kind: "growth", preset: "mixpanel"}, "newBy")).to.deep.equal(["first_activity"]);
  });
  it("read a breakdown at the first step like Amplitude, and a trend by period like Mixpanel's line", () => {
    const source = (preset: string, breakdown: object) =>
      (withPreset({kind: "funnel", preset, breakdown}) as unknown as {breakdown: {source?: string}}).breakdown.source;
    expect(source("amplitude", {prop: "plan"})).to.equal("step:1");
    expect(source("amplitude", {prop: "plan", source: "last"})).to.equal("last");
    expect(source("mixpanel", {prop: "plan"})).to.equal(undefined);
    const trend = {period: "week"};
    const found = asked({kind: "funnel", steps: ["visit", "visit"], preset: "mixpanel", trend}, "trend", "breakdown");
    expect(found).to.deep.equal([{period: "week", by: "per_period"}, undefined]);
    expect(asked({kind: "funnel", steps: ["visit", "visit"], preset: "posthog", trend}, "trend")).to.deep.equal([
      {period: "week", by: "by_entry"},
    ]);
  });
  it("never win over what the query says", () => {
    expect(asked({kind: "retention", preset: "mixpanel", mode: "calendar"}, "mode", "criterion")).to.deep.equal([
      "calendar",
      "on_or_after",
    ]);
  });
});
