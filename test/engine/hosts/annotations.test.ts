// Dated notes beside an answer: which of them, in which order, under which period.
import {expect} from "@esm-bundle/chai";
import {answered} from "../../../engine/hosts/answer.js";
import {frozenHost} from "../../../engine/hosts/frozen.js";
import {localHost, openDataset, workerHost} from "../../../engine/index.js";
import {cut, openSlice} from "../../../engine/model/slice.js";
import {answerSplit, collector} from "../../../engine/hosts/split.js";
import {tableOf} from "../../../engine/model/table.js";
import {ask} from "../../helpers/ask.js";
import {at, datasetOf} from "../../helpers/dataset.js";

const events = Array.from({length: 60}, (_, i) => ({
  user: `u${i % 7}`,
  name: "login",
  ts: at("2026-01-01") + i * 86_400_000,
}));
const note = (ts: string, text: string) => ({ts: at(ts), text});
const dataOf = (notes: readonly {ts: number; text: string}[]) =>
  datasetOf(events, {tables: {annotations: tableOf(["ts", "text"], notes)}});
const growth = {kind: "growth", period: "month", range: ["2026-01-10", "2026-02-10"]};
const texts = (dataset: ReturnType<typeof dataOf>, query: {kind: string}) =>
  ask(dataset, query).diagnostics.annotations!.map(({text}) => text);

describe("annotations of an answer", () => {
  it("are those of the range, its end left out, in order of time and then of text", () => {
    const data = dataOf([
      note("2026-02-10T00:00:00Z", "at the end"),
      note("2026-02-09T23:59:59.999Z", "the last ms"),
      note("2026-01-20", "b"),
      note("2026-01-20", "a"),
      note("2026-01-10T00:00:00Z", "at the start"),
      note("2026-01-09T23:59:59.999Z", "before"),
    ]);
    expect(texts(data, growth)).to.deep.equal(["at the start", "a", "b", "the last ms"]);
  });

  it("are from before asOf", () => {
    const data = dataOf([note("2026-01-19T23:59:59.999Z", "known"), note("2026-01-20", "of that instant")]);
    expect(texts(data, {...growth, asOf: "2026-01-20"} as never)).to.deep.equal(["known"]);
  });

  it("say the period they fall into, by the query's zone", () => {
    const data = dataOf([note("2026-01-31T23:30:00Z", "New onboarding")]);
    const {range} = growth;
    const period = (query: object) => ask(data, {...growth, ...query}).diagnostics.annotations![0]!.period;
    const other = (query: {kind: string}) => ask(data, {range, ...query}).diagnostics.annotations![0]!.period;
    expect(period({})).to.equal("2026-01-01");
    expect(period({tz: "Europe/Berlin"})).to.equal("2026-02-01");
    expect(period({period: "week"})).to.equal("2026-01-26");
    expect(other({kind: "stickiness", interval: "quarter"} as never)).to.equal("2026-01-01");
    expect(other({kind: "paths"})).to.equal(null);
    expect(ask(data, growth).diagnostics.annotations).to.deep.equal([
      {ts: "2026-01-31T23:30:00.000Z", text: "New onboarding", period: "2026-01-01"},
    ]);
  });

  it("have the label of a row of a metric's series", () => {
    const data = dataOf([note("2026-01-14", "Release")]);
    const {tables, diagnostics} = ask(data, {...growth, kind: "metric", measure: "count", period: "week"});
    expect(tables["series"]!.map(({period}) => period)).to.include(diagnostics.annotations![0]!.period);
  });

  it("are an empty list where none is in the range, and missing where there is no such table", () => {
    expect(ask(dataOf([note("2025-01-01", "old")]), growth).diagnostics.annotations).to.deep.equal([]);
    expect(ask(datasetOf(events), growth).diagnostics).not.to.have.property("annotations");
  });

  it("are the same, byte for byte, from slices and from a frozen answer", async () => {
    const data = dataOf([note("2026-01-14", "Release"), note("2026-01-14", "Campaign")]);
    const local = await answered(growth, data);
    const [own, other] = cut(data, 2).map(openSlice);
    const split = await answerSplit(growth, data, own!, [collector(own!), collector(other!)], {});
    const frozen = await frozenHost([{asked: growth, result: local.toJSON()}]).ask(growth);
    expect(local.diagnostics.annotations).to.have.length(2);
    expect(JSON.stringify(split)).to.equal(JSON.stringify(local));
    expect(JSON.stringify(frozen)).to.equal(JSON.stringify(local));
  });

  it("come from a table of their own, also in a worker; a note without words is rejected", async () => {
    const rows = events.map(({user, name, ts}) => ({user, name, ts}));
    const tables = {
      annotations: [
        {date: "2026-01-14", label: "Release"},
        {date: "2026-01-15", label: ""},
      ],
    };
    const host = await workerHost(rows, {tables, workers: 2});
    const [near, far] = [await localHost(await openDataset(rows, {tables})).ask(growth), await host.ask(growth)];
    expect(near.diagnostics.annotations).to.deep.equal([
      {ts: "2026-01-14T00:00:00.000Z", text: "Release", period: "2026-01-01"},
    ]);
    expect(near.diagnostics.rows.rejected).to.equal(1);
    expect(JSON.stringify(far)).to.equal(JSON.stringify(near));
    host.close();
  });
});
