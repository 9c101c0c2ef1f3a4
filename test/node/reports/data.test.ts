// The data of a report: where inputs are read, what counts as now, and which rows an answer may use.
import assert from "node:assert/strict";
import {join} from "node:path";
import {describe, it} from "node:test";
import type {Dataset} from "../../../engine/model/dataset.js";
import {DataError} from "../../../engine/model/errors.js";
import {eachValues} from "../../../reports/data/each.js";
import {asOfOf, prepareData, sortedInputs} from "../../../reports/data/prepare.js";
import {reportReadPath} from "../../../reports/data/read-path.js";
import {documentOf, SectionError} from "../../../reports/data/report-document.js";
import type {ReportSpec} from "../../../reports/index.js";
import {effects, events, folderWith, FUNNEL, loaded, recordingTerminal, RETENTION} from "./helpers.js";

async function opened(more: Partial<ReportSpec> = {}, files: Record<string, string> = {}) {
  const config = loaded(more, files);
  const terminal = recordingTerminal();
  return {...config, terminal, dataset: await prepareData(config, effects(), terminal)};
}

async function textOf(opening: Promise<{stream: ReadableStream<Uint8Array>}>): Promise<string> {
  return new Response((await opening).stream).text();
}

describe("the inputs of a report", () => {
  it("are read beside the config, wherever the command runs", async () => {
    const folder = folderWith({"a.csv": "x\n1\n"});
    assert.equal(await textOf(reportReadPath(folder, [])("a.csv")), "x\n1\n");
    await assert.rejects(reportReadPath(folder, [])("b.csv"), {name: "DataError", message: "b.csv: no such file"});
  });

  it("count once however often they are named", () => {
    const {config, folder} = loaded({inputs: ["events.csv", {path: "./events.csv"}, join("sub", "..", "events.csv")]});
    assert.deepEqual(sortedInputs(config, folder).inputs, [{path: "events.csv"}]);
  });

  it("fill the table that they name", () => {
    const {config, folder} = loaded({
      inputs: ["events.csv", {path: "p.csv", table: "profiles"}],
      tables: {profiles: "q.csv", surveys: {path: "s.csv", inputTz: "UTC"}},
    });
    assert.deepEqual(sortedInputs(config, folder), {
      inputs: [{path: "events.csv"}],
      tables: {profiles: [{path: "p.csv"}, {path: "q.csv"}], surveys: [{path: "s.csv", inputTz: "UTC"}]},
    });
  });

  it("are named as the config names them, so that a report does not tell where it was made", async () => {
    const {dataset, folder, config} = await opened();
    assert.deepEqual(
      dataset.ledger.files.map(({path}) => path),
      ["events.csv"],
    );
    const document = await documentOf(config, dataset, {each: null});
    assert.doesNotMatch(JSON.stringify(document), new RegExp(folder));
  });

  it("speak of the stages that the config states, and join people as it says", async () => {
    const {dataset} = await opened({
      stages: {visit: "awareness", generic: {visit: "engagement"}},
      identity: {maxUsersPerEmail: 5},
    });
    const {stage, source} = Object.fromEntries(dataset.store.facts) as Record<
      string,
      {dictionary?: readonly unknown[]}
    >;
    assert.deepEqual(
      [stage!.dictionary, source!.dictionary],
      [
        [null, "engagement"],
        [null, "generic"],
      ],
    );
    assert.throws(() => loaded({stages: {visit: "engagment" as "engagement"}}), /stages\.visit/);
  });

  it("are told when rows of them are rejected: how many, why, and where first", async () => {
    const bad = `${events()}u1,2026-02-30T00:00:00Z,visit,free,DE\n,,,,\n`;
    const {terminal} = await opened({}, {"events.csv": bad});
    const lines = bad.trimEnd().split("\n").length;
    assert.match(terminal.notes.join("\n"), /^events\.csv: 2 of \d+ rows rejected$/m);
    assert.match(
      terminal.notes.join("\n"),
      new RegExp(`impossible date \\(first: line ${lines - 1}, column ts, "2026-02-30T00:00:00Z"\\)`),
    );
  });

  it("are named together where several are missing", async () => {
    const missing = {inputs: ["gone.csv", "events.csv"], tables: {profiles: "people.csv"}};
    await assert.rejects(opened(missing), (error: Error) => {
      assert.equal(error.message, "gone.csv: no such file\npeople.csv: no such file");
      return error instanceof DataError;
    });
  });
  it("end the run with a DataError when one is missing", async () => {
    await assert.rejects(
      opened({tables: {profiles: "people.csv"}}),
      (error) => error instanceof DataError && /people\.csv: no such file/.test(error.message),
    );
  });
});

describe("an input from an address", () => {
  const answer = (status: number, location?: string) =>
    new Response(status === 200 ? "x\n1\n" : null, {status, headers: location ? {location} : {}});
  const reader = (pages: Record<string, Response>) =>
    reportReadPath("/", ["data.example", "files.example"], (url) => Promise.resolve(pages[String(url)] ?? answer(404)));

  it("is read from a host that the config allows", async () => {
    assert.equal(await textOf(reader({"https://data.example/x": answer(200)})("https://data.example/x")), "x\n1\n");
  });
  it("is followed to another allowed host, and no further", async () => {
    const pages = () => ({
      "https://data.example/x": answer(302, "https://files.example/y"),
      "https://files.example/y": answer(200),
    });
    assert.equal(await textOf(reader(pages())("https://data.example/x")), "x\n1\n");
    const evil = {
      "https://data.example/x": answer(302, "https://evil.example/y"),
      "https://evil.example/y": answer(200),
    };
    await assert.rejects(reader(evil)("https://data.example/x"), /redirects to https:\/\/evil\.example\/y.*allowHosts/);
    const down = {"https://data.example/x": answer(301, "http://data.example/x")};
    await assert.rejects(reader(down)("https://data.example/x"), /redirects to http:/);
  });
  it("is not followed in circles", async () => {
    const circle = () => Promise.resolve(answer(302, "https://data.example/x"));
    await assert.rejects(reportReadPath("/", ["data.example"], circle)("https://data.example/x"), /more than 5 times/);
  });
  it("says what the server said", async () =>
    assert.rejects(reader({})("https://data.example/x"), /the server answered 404/));
});

describe("asOf", () => {
  it("is the start of the run's local day when the config says run", () => {
    const now = Date.parse("2026-11-23T22:30:00Z");
    assert.equal(asOfOf({asOf: "run", tz: "UTC"}, now), Date.parse("2026-11-23T00:00:00Z"));
    assert.equal(asOfOf({asOf: "run", tz: "Asia/Tokyo"}, now), Date.parse("2026-11-23T15:00:00Z"));
    assert.equal(asOfOf({asOf: "2026-06-01", tz: "Europe/Paris"}, now), Date.parse("2026-05-31T22:00:00Z"));
    assert.equal(asOfOf({asOf: undefined, tz: "UTC"}, now), undefined);
  });
  it("comes from the clock that the run is given", async () => {
    const {dataset} = await opened({asOf: "run"});
    assert.equal(new Date(dataset.asOf).toISOString(), "2026-11-23T00:00:00.000Z");
  });
});

describe("each", () => {
  const profile = {"people.csv": "unit,seats\nu0,5\nu1,7\nu2,5\n"};

  it("takes the values of events and profiles, numbers as they are written", async () => {
    const {dataset, ...config} = await opened({each: {prop: "seats"}, tables: {profiles: "people.csv"}}, profile);
    assert.deepEqual(
      eachValues(config, dataset).map((value) => [value!.label, value!.values]),
      [
        ["5", [5]],
        ["7", [7]],
      ],
    );
  });

  it("gives every answer only the rows with that value, and its name to title, headings and notes", async () => {
    const {dataset, config, ...rest} = await opened({
      title: "{each} plan",
      each: {prop: "plan"},
      where: {prop: "country", op: "eq", value: "DE"},
      sections: [{heading: "To value, {each}", query: FUNNEL, note: "Only {each}."}],
    });
    const [free] = eachValues({...rest, config}, dataset);
    const document = await documentOf(config, dataset, {each: free!});
    const direct = await documentOf(
      {...config, where: {all: [config.where, {prop: "plan", op: "eq", value: "free"}]}},
      dataset,
      {each: null},
    );
    assert.equal(document.title, "free plan");
    assert.deepEqual([document.sections[0]!.heading, document.sections[0]!.note], ["To value, free", "Only free."]);
    assert.deepEqual(document.sections[0]!.result!.toJSON().tables, direct.sections[0]!.result!.toJSON().tables);
    assert.notEqual(document.sections[0]!.result!.tables["steps"]!.get("reached", 0), 20);
  });
});

describe("documentOf(config, dataset)", () => {
  it("asks for the tables that the section's widget draws, so that these are compared", async () => {
    const query = {kind: "stages", period: "week", range: {last: "P1W"}, compare: "previous"};
    const sections = [
      {query, widget: "stage-flow"},
      {query},
      {query: {...query, tables: ["comparison"]}, widget: "stage-flow"},
    ];
    const {config, dataset} = await opened({sections});
    const document = await documentOf(config, dataset, {each: null});
    const compared = document.sections.map(
      ({result}) => new Set(Array.from(result!.tables["comparison"]!.array("of"))),
    );
    assert.deepEqual(
      compared.map((of) => [...of]),
      [["transitions"], ["distribution"], ["distribution"]],
    );
  });

  const broken = {heading: "Broken", query: {kind: "funnel", steps: ["visit", "sign-up"]}};

  it("fails with every section that cannot be answered, named by heading", async () => {
    const {config, dataset} = await opened({
      sections: [
        broken,
        {query: {kind: "retention", start: "nothing", breakdown: {prop: "pln"}}},
        {heading: "Fine", query: FUNNEL},
      ],
    });
    await assert.rejects(documentOf(config, dataset, {each: null}), (error: SectionError) => {
      assert.match(error.message, /section "Broken": .*sign-up.*did you mean "signup"/);
      assert.match(
        error.message,
        /section "2": start: unknown event "nothing"\nbreakdown\.prop: unknown property "pln"/,
      );
      assert.equal(error.exitCode, 2);
      return error instanceof SectionError;
    });
  });

  it("goes on with a note where it was told, for all sections or for one", async () => {
    for (const more of [
      {onError: "note" as const, sections: [broken, {query: FUNNEL}]},
      {sections: [{...broken, onError: "note" as const}, {query: FUNNEL}]},
    ]) {
      const {config, dataset} = await opened(more);
      const {sections} = await documentOf(config, dataset, {each: null});
      assert.match(sections[0]!.failure!, /sign-up/);
      assert.equal(sections[0]!.result, null);
      assert.ok(sections[1]!.result);
    }
  });

  it("says its sentences in the language of the report, in English where there are no others, and tells that once", async () => {
    const sentence = async (locale: string) => {
      const {dataset, config, terminal} = await opened({locale});
      const [section] = (await documentOf(config, dataset, {each: null})).sections;
      return {text: section!.sentence, wire: section!.result!.summary, notes: terminal.notes};
    };
    const german = await sentence("de");
    assert.match(german.text, /Personen mit „visit“ kamen innerhalb von 7 Tagen bis „activate“/);
    assert.match(german.wire, /people who did “visit”/);
    const french = await sentence("fr");
    assert.match(french.text, /people who did “visit”/);
    assert.deepEqual(
      french.notes.filter((line) => line.includes("locale")),
      [
        'locale "fr": there are words in English and German only, so words are English and figures and dates as fr writes them',
      ],
    );
  });
  it("tells progress by section", async () => {
    const {config, dataset} = await opened({
      sections: [
        {heading: "A", query: FUNNEL},
        {heading: "B", query: RETENTION},
      ],
    });
    const told: [number, string][] = [];
    await documentOf(config, dataset, {each: null, onProgress: (done, heading) => told.push([done, heading])});
    assert.deepEqual(told, [
      [0, "A"],
      [0.5, "B"],
    ]);
  });

  it("copes with data without events", async () => {
    const {config, dataset}: {config: Parameters<typeof documentOf>[0]; dataset: Dataset} = await opened(
      {range: {last: "P4W"}},
      {"events.csv": "user,ts,name\n"},
    );
    const document = await documentOf({...config, sections: [{query: {kind: "paths"}}]}, dataset, {each: null});
    assert.deepEqual([document.asOf, document.range, document.values.date], [null, null, ""]);
  });
});
