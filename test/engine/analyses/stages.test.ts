// Stages: the worked example of semantics 7 and the edges around it.
import {expect} from "@esm-bundle/chai";
import {ask, rows} from "../../helpers/ask.js";
import {at, datasetOf, type TestEvent, type TestOptions} from "../../helpers/dataset.js";
import {DEFAULT_STAGES} from "../../../engine/model/default-stages.js";
import {tableOf} from "../../../engine/model/table.js";

const DAY = 86_400_000;

const K1 = [
  "visit 01-01",
  "lead_created 01-05",
  "signup 01-10",
  "activated 01-12",
  "login 01-12",
  "login 01-20",
  "login 02-10",
];
const K1_LATER = ["login 03-05", "login 03-20", "login 07-01", "referral_sent 07-10"];
const K2 = ["visit 02-01", "signup 02-03"];

function eventsOf(user: string, lines: string[]): TestEvent[] {
  return lines.map((line) => {
    const [name, day] = line.split(" ");
    return {user, name: name!, ts: `2024-${day!}`};
  });
}
const example = (options: TestOptions = {}) =>
  datasetOf([...eventsOf("K1", [...K1, ...K1_LATER]), ...eventsOf("K2", K2)], {asOf: "2024-08-15", ...options});
const query = {kind: "stages", period: "month"};

/** Stays of one unit as `stage start days`. */
function stays(unit: string, stage: string): string[] {
  const found = ask(example(), {kind: "units", behind: {query, table: "dwell", row: {stage}}}).tables.units!;
  return found
    .filter((row) => row.unit === unit)
    .map(
      (row) =>
        `${new Date(Number(row.since)).toISOString().slice(5, 10)} ${(Number(row.until) - Number(row.since)) / DAY}${row.censored ? " censored" : ""}`,
    );
}

describe("stages, worked example of semantics 7", () => {
  it("K1 goes through seven stages and falls silent twice", () => {
    expect(stays("K1", "awareness")).to.deep.equal(["01-01 4"]);
    expect(stays("K1", "acquisition")).to.deep.equal(["01-05 5"]);
    expect(stays("K1", "onboarding")).to.deep.equal(["01-10 2"]);
    expect(stays("K1", "engagement")).to.deep.equal(["01-12 56"]);
    expect(stays("K1", "retention")).to.deep.equal(["03-08 40"]);
    expect(stays("K1", "reactivation")).to.deep.equal(["07-01 9"]);
    expect(stays("K1", "referral")).to.deep.equal(["07-10 19"]);
    expect(stays("K1", "inactive")).to.deep.equal(["04-17 75", "07-29 17 censored"]);
  });
  it("K2 goes from awareness over onboarding to inactive", () => {
    expect(stays("K2", "awareness")).to.deep.equal(["02-01 2"]);
    expect(stays("K2", "onboarding")).to.deep.equal(["02-03 60"]);
    expect(stays("K2", "inactive")).to.deep.equal(["04-03 134 censored"]);
  });
  it("snapshots count the state just before the end of a period", () => {
    const counted = rows(example(), query, "distribution").filter((row) => Number(row.units) > 0);
    const at0301 = counted.filter((row) => row.at === at("2024-03-01"));
    expect(at0301.map((row) => [row.period, row.stage, row.units, row.share])).to.deep.equal([
      ["2024-02-01", "onboarding", 1, 0.5],
      ["2024-02-01", "engagement", 1, 0.5],
    ]);
    const at0401 = counted.filter((row) => row.at === at("2024-04-01"));
    expect(at0401.map((row) => [row.stage, row.units])).to.deep.equal([
      ["onboarding", 1],
      ["retention", 1],
    ]);
    const at0501 = counted.filter((row) => row.at === at("2024-05-01"));
    expect(at0501.map((row) => [row.stage, row.units])).to.deep.equal([["inactive", 2]]);
  });
  it("the period matrix of March has a pair for each customer, and one jump", () => {
    const march = rows(example(), {...query, range: ["2024-03-01", "2024-04-01"]}, "transitions");
    const pairs = march.filter((row) => Number(row.pairs) > 0);
    expect(pairs.map((row) => [row.from, row.to, row.pairs, row.rate, row.small])).to.deep.equal([
      ["onboarding", "onboarding", 1, 1, true],
      ["engagement", "retention", 1, 1, true],
    ]);
    const jumps = march.filter((row) => Number(row.jumps) > 0);
    expect(jumps.map((row) => [row.from, row.to, row.jumps, row.jump_rate])).to.deep.equal([
      ["engagement", "retention", 1, 1],
    ]);
    const empty = march.find((row) => row.from === "awareness" && row.to === "advocacy");
    expect([empty!.rate, empty!.lo, empty!.hi, empty!.jump_rate]).to.deep.equal([null, null, null, null]);
  });
  it("the rules given as an object count as those given by name", () => {
    const named = ask(example(), query).tables;
    expect(
      ask(example(), {...query, rules: JSON.parse(JSON.stringify(DEFAULT_STAGES)) as object}).tables,
    ).to.deep.equal(named);
  });
});

describe("stages, distribution and flows", () => {
  it("list all nine stages of each period in the order of the journey", () => {
    const first = rows(example(), query, "distribution").slice(0, 9);
    expect(first.map((row) => row.stage)).to.deep.equal([
      ...[
        "awareness",
        "acquisition",
        "onboarding",
        "engagement",
        "retention",
        "reactivation",
        "referral",
        "advocacy",
        "inactive",
      ],
    ]);
    expect(first[0]!.label).to.equal("Awareness");
  });
  it("show a period under way as it stands at asOf, and one to come as unknown", () => {
    const found = rows(example(), {...query, range: ["2024-08-01", "2024-10-01"]}, "distribution");
    expect(found[8]).to.deep.include({period: "2024-08-01", at: at("2024-08-15"), units: 2, status: "in_progress"});
    expect(found[17]).to.deep.include({
      period: "2024-09-01",
      at: at("2024-10-01"),
      units: null,
      share: null,
      status: "future",
    });
  });
  it("flows add up: stock at the end is that at the start plus entries minus exits", () => {
    const found = rows(example(), query, "flows");
    const stock = new Map<string, number>();
    for (const row of found) {
      const before = stock.get(String(row.stage)) ?? 0;
      expect(row.stock).to.equal(before + Number(row.entries) - Number(row.exits));
      stock.set(String(row.stage), Number(row.stock));
    }
  });
  it("a unit that starts exactly at a boundary enters after it", () => {
    const dataset = datasetOf([{user: "a", name: "visit", ts: "2024-02-01"}], {asOf: "2024-03-01"});
    const found = rows(dataset, {...query, range: ["2024-01-01", "2024-03-01"]}, "flows").filter(
      (row) => row.stage === "awareness",
    );
    expect(found.map((row) => [row.stock, row.entries])).to.deep.equal([
      [0, 0],
      [1, 1],
    ]);
    const matrix = rows(dataset, {...query, range: ["2024-01-01", "2024-03-01"]}, "transitions");
    expect(matrix.find((row) => row.from === "(entering)" && row.to === "awareness")!.pairs).to.equal(1);
  });
  it("break down by a profile property, the total first, units in one bucket for good", () => {
    const profiles = [{unit: "K1", prop: "plan", value: "pro"}];
    const broken = {...query, range: ["2024-02-01", "2024-03-01"], breakdown: {prop: "plan", source: "profile"}};
    const found = rows(example({profiles}), broken, "distribution").filter((row) => row.units !== 0);
    expect(found.map((row) => [row.breakdown, row.stage, row.units, row.share])).to.deep.equal([
      [null, "onboarding", 1, 0.5],
      [null, "engagement", 1, 0.5],
      ["pro", "engagement", 1, 1],
      ["(none)", "onboarding", 1, 1],
    ]);
  });
});

describe("stages, stays and conversions", () => {
  it("dwell times are Kaplan–Meier medians with open stays censored", () => {
    const inactive = rows(example(), query, "dwell").find((row) => row.stage === "inactive");
    // Finished 75 d; censored 17 and 134 d: S(75) = 1/2.
    expect(inactive).to.deep.include({
      stays: 3,
      censored: 2,
      median_ms: 75 * DAY,
      mean_finished_ms: 75 * DAY,
      median_finished_ms: 75 * DAY,
      biased_low: true,
    });
    const advocacy = rows(example(), query, "dwell").find((row) => row.stage === "advocacy");
    expect(advocacy).to.deep.include({
      stays: 0,
      censored: 0,
      median_ms: null,
      mean_finished_ms: null,
      biased_low: false,
    });
  });
  it("conversions count units that enter the second stage next or at all, in time", () => {
    const conversion = [
      {from: "awareness", to: "onboarding", within: "P9D", how: "eventual"},
      {from: "awareness", to: "onboarding", within: "P8D", how: "eventual"},
      {from: "awareness", to: "onboarding", within: "P60D", how: "direct"},
      {from: "inactive", to: "reactivation", within: "P100D"},
      {from: "inactive", to: "reactivation", within: "P140D"},
    ];
    const found = rows(example(), {...query, conversion}, "conversion");
    expect(
      found.map((row) => [row.how, row.entered, row.reached, row.rate, row.pending, row.mature, row.rate_mature]),
    ).to.deep.equal([
      ["eventual", 2, 2, 1, 0, 2, 1],
      ["eventual", 2, 1, 0.5, 0, 2, 0.5],
      ["direct", 2, 1, 0.5, 0, 2, 0.5],
      ["eventual", 2, 1, 0.5, 0, 2, 0.5],
      ["eventual", 2, 1, 0.5, 1, 0, null],
    ]);
  });
  it("an entry is mature once its whole time is past, the last instant included", () => {
    const events = [
      {user: "a", name: "visit", ts: "2024-01-01"},
      {user: "a", name: "signup", ts: "2024-01-02"},
    ];
    const asked = {
      ...query,
      conversion: [
        {from: "awareness", to: "onboarding", within: "P2D"},
        {from: "onboarding", to: "engagement", within: "P1D"},
      ],
    };
    const matureAt = (asOf: string | number) =>
      rows(datasetOf(events, {asOf}), asked, "conversion").map((row) => [row.reached, row.pending, row.mature]);
    expect(matureAt("2024-01-03")).to.deep.equal([
      [1, 0, 0],
      [0, 1, 0],
    ]);
    expect(matureAt(at("2024-01-03") + 1)).to.deep.equal([
      [1, 0, 1],
      [0, 0, 1],
    ]);
  });
  it("now names the stage of each unit and since when", () => {
    expect(rows(example(), query, "now", ["unit", "stage", "since", "overridden"])).to.deep.equal([
      {unit: "K1", stage: "inactive", since: at("2024-07-29"), overridden: false},
      {unit: "K2", stage: "inactive", since: at("2024-04-03"), overridden: false},
    ]);
  });
});

describe("stages, projection", () => {
  const rules = {states: [{id: "on", when: {event: "*", within: "P7D"}}], else: "off"};
  const weekly = (marks: [string, number[]][]) =>
    datasetOf(
      marks.flatMap(([user, weeks]) =>
        weeks.map((week): TestEvent => ({user, name: "use", ts: at("2024-01-01") + week * 7 * DAY + DAY})),
      ),
      {asOf: at("2024-01-01") + 3 * 7 * DAY},
    );
  it("carries the last complete distribution on by the period matrix", () => {
    const dataset = weekly([
      ["a", [0, 1, 2]],
      ["b", [0, 1]],
      ["c", [0]],
      ["d", [0, 2]],
    ]);
    const asked = {kind: "stages", rules, projection: 2};
    // Pairs: on→on 3 (a, a, b), on→off 3 (b, c, d), off→off 1 (c), off→on 1 (d). At the end: on 2, off 2.
    const found = rows(dataset, asked, "projection");
    expect(found.map((row) => [row.period, row.stage, row.units, row.share, row.ahead, row.projected])).to.deep.equal([
      ["2024-01-22", "on", 2, 0.5, 1, true],
      ["2024-01-22", "off", 2, 0.5, 1, true],
      ["2024-01-29", "on", 2, 0.5, 2, true],
      ["2024-01-29", "off", 2, 0.5, 2, true],
    ]);
  });
  it("needs two complete periods", () => {
    const answer = ask(weekly([["a", [0]]]), {
      kind: "stages",
      rules,
      projection: 1,
      range: ["2024-01-15", "2024-01-22"],
    });
    expect(answer.tables.projection).to.deep.equal([]);
    expect(answer.diagnostics.projection).to.contain("two complete periods");
  });
});

describe("stages, rule sets", () => {
  const rules = (own: object) => ({
    kind: "stages",
    rules: {states: [{id: "s", when: {event: "visit"}}], else: "e", ...own},
  });
  const failing = (own: object, text: string) => expect(() => ask(example(), rules(own))).to.throw(text);

  it("name what is wrong with them and where", () => {
    failing(
      {states: [{id: "s", when: {event: "vist"}}]},
      'rules.states[0].when.event: unknown event "vist" (did you mean "visit"?)',
    );
    failing(
      {
        states: [
          {id: "s", when: {event: "visit"}},
          {id: "s", when: {event: "visit"}},
        ],
      },
      'rules.states[1].id: state "s" is given twice',
    );
    failing({else: "s"}, 'rules.else: state "s" is given twice');
    failing(
      {
        states: [
          {id: "a", order: 1, when: {event: "visit"}},
          {id: "b", order: 1, when: {event: "visit"}},
        ],
      },
      "rules.states[1].order: place on the journey 1 is given twice",
    );
    failing({states: [{id: "s", when: {event: "visit", within: "P1M"}}]}, "rules.states[0].when.within");
    failing({states: [{id: "s", when: {stage: "e"}}]}, "cannot ask for stages");
    failing({aliases: {seen: ["visit"]}, states: [{id: "s", when: {event: "sen"}}]}, 'did you mean "seen"?');
  });
  it("may alias names that the data does not have, and say so", () => {
    const answer = ask(
      example(),
      rules({aliases: {seen: ["visit", "viewed"]}, states: [{id: "s", when: {event: "seen"}}]}),
    );
    expect(answer.diagnostics.unknownNames).to.deep.equal(["viewed"]);
    expect(ask(example(), query).diagnostics.unknownNames).to.deep.equal([]);
  });
  it("the first state in the list wins; the journey goes by order", () => {
    const states = [
      {id: "late", order: 2, when: {event: "signup"}},
      {id: "early", order: 1, when: {event: "visit"}},
    ];
    const now = rows(example(), rules({states}), "now");
    expect(now.map((row) => row.stage)).to.deep.equal(["late", "late"]);
    expect(rows(example(), rules({states}), "dwell").map((row) => row.stage)).to.deep.equal(["early", "late", "e"]);
  });
  it("flags mark units beside their stage", () => {
    const flags = [
      {id: "is_referrer", when: {event: "referral_sent"}},
      {id: "quiet", label: "Gone quiet", when: {last: "*", olderThan: "P90D"}},
    ];
    const asked = {...rules({flags}), period: "month", range: ["2024-05-01", "2024-08-01"]};
    const found = rows(example(), asked, "flags", ["period", "flag", "units", "share", "label"]);
    expect(found).to.deep.equal([
      {period: "2024-05-01", flag: "is_referrer", units: 0, share: 0, label: "Is referrer"},
      {period: "2024-05-01", flag: "quiet", units: 1, share: 0.5, label: "Gone quiet"},
      {period: "2024-06-01", flag: "is_referrer", units: 0, share: 0, label: "Is referrer"},
      {period: "2024-06-01", flag: "quiet", units: 2, share: 1, label: "Gone quiet"},
      {period: "2024-07-01", flag: "is_referrer", units: 1, share: 0.5, label: "Is referrer"},
      {period: "2024-07-01", flag: "quiet", units: 1, share: 0.5, label: "Gone quiet"},
    ]);
    expect(rows(example(), asked, "now").map((row) => row.flags)).to.deep.equal([["is_referrer"], ["quiet"]]);
  });
  it("unknown stages elsewhere name the nearest", () => {
    expect(() =>
      ask(example(), {...query, conversion: [{from: "awarenes", to: "onboarding", within: "P1D"}]}),
    ).to.throw('conversion[0].from: unknown stage "awarenes" (did you mean "awareness"?)');
    expect(() => ask(example(), {kind: "quality", where: {stage: "actve"}})).to.throw('unknown stage "actve"');
  });
  it("the stage that a source states feeds the default aliases", () => {
    const stated = datasetOf(
      [
        {user: "a", name: "Email Open", stage: "awareness", ts: "2024-01-01"},
        {user: "a", name: "Became a customer", stage: "acquisition", ts: "2024-01-02"},
        {user: "b", name: "Lead created", stage: "acquisition", ts: "2024-01-02"},
        {user: "c", name: "Signed Up", stage: "acquisition", ts: "2024-01-02"},
        {user: "d", name: "signup", stage: "acquisition", ts: "2024-01-01"},
        {user: "d", name: "tutorial_complete", stage: "onboarding", ts: "2024-01-02"},
        {user: "d", name: "login", stage: "engagement", ts: "2024-01-03"},
      ],
      {asOf: "2024-01-10"},
    );
    expect(rows(stated, {kind: "stages"}, "now").map((row) => row.stage)).to.deep.equal([
      "onboarding",
      "acquisition",
      "onboarding",
      "engagement",
    ]);
  });
  it("a set of one's own says by `stated` what a source's stages count for", () => {
    const sold = datasetOf(
      [
        {user: "a", name: "Contract Signed", stage: "acquisition", ts: "2024-01-01"},
        {user: "b", name: "form filled", stage: "acquisition", ts: "2024-01-01"},
        {user: "c", name: "ping", ts: "2024-01-01"},
      ],
      {asOf: "2024-01-10"},
    );
    const states = [
      {id: "client", when: {event: "contract"}},
      {id: "prospect", when: {event: "interest"}},
    ];
    const aliases = {contract: [], interest: []};
    const stated = [
      {stage: "acquisition", words: ["contract signed"], as: "contract"},
      {stage: "acquisition", as: "interest"},
    ];
    const now = (rules: object) => rows(sold, {kind: "stages", rules}, "now").map((row) => row.stage);
    expect(now({id: "ours", aliases, stated, states, else: "nobody"})).to.deep.equal(["client", "prospect", "nobody"]);
    expect(now({id: "ours", aliases, states, else: "nobody"})).to.deep.equal(["nobody", "nobody", "nobody"]);
    const wrong = (entry: object, message: RegExp) =>
      expect(() => now({aliases, stated: [entry], states})).to.throw(message);
    wrong(
      {stage: "acquisition", as: "contrat"},
      /stated\[0\]\.as: unknown alias "contrat" \(did you mean "contract"\?\)/,
    );
    wrong({stage: "aquisition", as: "contract"}, /stated\[0\]\.stage/);
  });
  it("the default set with other `stated` counts them so", () => {
    const lead = datasetOf([{user: "a", name: "form filled", stage: "acquisition", ts: "2024-01-01"}], {
      asOf: "2024-01-10",
    });
    const stated = [{stage: "acquisition", as: "signup"}];
    expect(rows(lead, {kind: "stages", rules: {...DEFAULT_STAGES, stated}}, "now")[0]!.stage).to.equal("onboarding");
    expect(rows(lead, {kind: "stages"}, "now")[0]!.stage).to.equal("acquisition");
  });
});

describe("stages, overrides by hand", () => {
  const overrides = (list: Record<string, string | number>[]) => ({
    tables: {stageOverrides: tableOf(["unit", "stage", "from", "to"], list)},
  });
  it("win over the rules while they hold, and are flagged", () => {
    const dataset = example(
      overrides([
        {unit: "K2", stage: "advocacy", from: "2024-05-01"},
        {unit: "K1", stage: "advocacy", from: "2024-02-01", to: "2024-03-01"},
      ]),
    );
    const now = rows(dataset, query, "now", ["unit", "stage", "since", "overridden"]);
    expect(now[1]).to.deep.equal({unit: "K2", stage: "advocacy", since: at("2024-05-01"), overridden: true});
    expect(now[0]).to.deep.include({stage: "inactive", overridden: false});
    const february = rows(dataset, {...query, range: ["2024-02-01", "2024-03-01"]}, "distribution").filter(
      (row) => row.units,
    );
    expect(february.map((row) => row.stage)).to.deep.equal(["onboarding", "advocacy"]);
    const behind = ask(dataset, {
      kind: "units",
      behind: {query, table: "distribution", row: {period: "2024-02-01", stage: "advocacy"}},
    });
    expect(behind.tables.units).to.deep.equal([{unit: "K1", since: at("2024-02-01"), overridden: true}]);
  });
  it("say which rows could not be used", () => {
    const dataset = example(
      overrides([
        {unit: "K9", stage: "advocacy"},
        {unit: "K1", stage: "fans"},
      ]),
    );
    expect(ask(dataset, query).diagnostics.stage_overrides).to.deep.equal({
      rows: 2,
      unknownUnits: 1,
      unknownStages: ["fans"],
    });
  });
});

describe("stages of accounts", () => {
  const dataset = datasetOf(
    [
      {user: "x", account: "acme", name: "visit", ts: "2024-01-01"},
      {user: "y", account: "acme", name: "signup", ts: "2024-01-05"},
      {user: "z", account: "zeta", name: "visit", ts: "2024-01-05"},
    ],
    {asOf: "2024-03-01"},
  );
  it("follow the rules on the account's events", () => {
    const now = rows(dataset, {kind: "stages", unit: "account"}, "now");
    expect(now.map((row) => [row.unit, row.stage])).to.deep.equal([
      ["acme", "onboarding"],
      ["zeta", "awareness"],
    ]);
  });
  it("or are those of the furthest member active within 28 days", () => {
    const asked = {
      kind: "stages",
      unit: "account",
      accountStage: "furthest",
      period: "day",
      range: ["2024-01-01", "2024-02-05"],
    };
    const acme = ask(dataset, {kind: "units", behind: {query: asked, table: "dwell", row: {stage: "onboarding"}}})
      .tables.units!;
    expect(acme).to.deep.equal([{unit: "acme", since: at("2024-01-05"), until: at("2024-02-02"), censored: false}]);
    const now = rows(dataset, asked, "now");
    expect(now.map((row) => [row.unit, row.stage, row.since])).to.deep.equal([
      ["acme", "inactive", at("2024-02-02")],
      ["zeta", "inactive", at("2024-02-02")],
    ]);
  });
  it("furthest is for accounts only", () => {
    expect(() => ask(dataset, {kind: "stages", accountStage: "furthest"})).to.throw('add "unit": "account"');
  });
});

describe("stages with little data", () => {
  it("an empty dataset has no rows of periods and a plain sentence", () => {
    const answer = ask(datasetOf([]), {kind: "stages"});
    expect(answer.tables.distribution).to.deep.equal([]);
    expect(answer.tables.now).to.deep.equal([]);
    expect(answer.summary).to.equal("Nobody is on the journey yet.");
  });
  it("one event makes one unit", () => {
    const answer = ask(datasetOf([{user: "a", name: "visit", ts: "2024-01-01"}]), {kind: "stages"});
    expect(answer.tables.now!.length).to.equal(1);
    expect(answer.summary).to.equal(
      "In the week of Jan 1, 2024 so far, 1 person was on the journey: 100% in Awareness.",
    );
  });
});
