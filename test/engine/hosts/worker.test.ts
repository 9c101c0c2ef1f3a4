import {expect} from "@esm-bundle/chai";
import {kinds} from "../../../engine/hosts/question.js";
import {localHost, openDataset, workerHost, type Host} from "../../../engine/index.js";

// What runs here is a real worker of a real browser; Node has none and would answer on its own thread.
/* Skipped only in Node. */
const inPage = typeof Worker === "function" ? describe : describe.skip;

const HOUR = 3_600_000;
const names = ["visit", "signup", "login", "purchase"];
const rows = Array.from({length: 3000}, (_, i) => ({
  user: `u${(i * 7) % 150}`,
  event: names[(i * i + (i % 5)) % 4]!,
  timestamp: Date.UTC(2025, 0, 1) + i * HOUR,
  country: ["DE", "FR", null][i % 3],
  amount: i % 4 ? null : 10 + (i % 9),
  currency: i % 4 ? null : "EUR",
}));

const tables = {
  subscriptions: Array.from({length: 20}, (_, i) => ({
    account: `a${i % 12}`,
    amount: 10 * (1 + (i % 7)),
    currency: "EUR",
    interval: i % 3 ? "month" : "year",
    from: Date.UTC(2025, i % 5, 1),
    to: i % 2 ? null : Date.UTC(2025, (i % 5) + 3, 1),
  })),
};

const breakdown = {prop: "country"};
/** One question of every kind. */
const questions: Record<string, object> = {
  funnel: {steps: ["visit", "signup", "purchase"], breakdown},
  retention: {period: "week", breakdown},
  growth: {period: "week", breakdown},
  stages: {period: "week", breakdown},
  stickiness: {},
  paths: {breakdown},
  survival: {start: "visit", end: "purchase", breakdown},
  metric: {measure: "uniques", period: "week", breakdown},
  quality: {},
  customer: {id: "u7"},
  revenue: {period: "month"},
  ltv: {},
  mrr: {},
  risk: {},
  clv: {purchase: "purchase"},
  units: {behind: {query: {kind: "growth", period: "week"}, row: {period: "2025-W10", class: "active"}}},
};

/** The bytes of an answer. */
const outcome = async (host: Host, kind: string): Promise<string> =>
  JSON.stringify(await host.ask({...questions[kind], kind}));

async function refusal(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => expect.fail("was not refused"),
    (error: Error) => error,
  );
}

inPage("a worker host", () => {
  const RealWorker = globalThis.Worker;
  const open: Host[] = [];
  const opened = async (...args: Parameters<typeof workerHost>): Promise<Host> => {
    const host = await workerHost(...args);
    open.push(host);
    return host;
  };
  afterEach(() => {
    globalThis.Worker = RealWorker;
    for (const host of open.splice(0)) host.close();
  });

  for (const workers of [1, 3]) {
    it(`answers every kind like the local host, byte for byte, with ${workers} workers`, async () => {
      expect(Object.keys(questions)).to.include.members([...kinds.keys()]);
      const local = localHost(await openDataset(rows, {tables}));
      const host = await opened(rows, {workers, tables});
      for (const kind of kinds.keys()) expect(await outcome(host, kind), kind).to.equal(await outcome(local, kind));
    });
  }

  it("answers from typed columns and leaves the page its arrays", async () => {
    const codes = Uint8Array.from(rows, (_, i) => 1 + (i % 50));
    const columns = {
      timestamp: Float64Array.from(rows, ({timestamp}) => timestamp),
      user: {codes, dictionary: [null, ...Array.from({length: 50}, (_, i) => `u${i}`)]},
      event: {codes: codes.map((code) => 1 + (code % 4)), dictionary: [null, ...names]},
      country: {codes: codes.map((code) => code % 3), dictionary: [null, "DE", "FR"]},
    };
    const local = localHost(await openDataset(columns));
    expect(await outcome(await opened(columns), "growth")).to.equal(await outcome(local, "growth"));
    expect(columns.timestamp.length).to.equal(rows.length);
  });

  it("answers also where kinds were named that there are not", async () => {
    const host = await opened(rows, {kinds: ["growth", "no such kind"]});
    expect(await outcome(host, "growth")).to.equal(await outcome(localHost(await openDataset(rows)), "growth"));
  });

  it("asks the worker once for equal questions, also while the answer is under way", async () => {
    let asked = 0;
    globalThis.Worker = class extends RealWorker {
      override postMessage(message: {body?: {what?: string}}, transfer: never): void {
        if (message.body?.what === "ask") asked++;
        super.postMessage(message, transfer);
      }
    };
    const host = await opened(rows);
    const [a, b] = await Promise.all([host.ask({kind: "paths"}), host.ask({kind: "paths"})]);
    const c = await host.ask({kind: "paths"});
    expect(asked).to.equal(1);
    expect([b, c].map((result) => JSON.stringify(result))).to.deep.equal([JSON.stringify(a), JSON.stringify(a)]);
  });

  it("drops a cancelled question within 100 ms and answers the next", async () => {
    const host = await opened(rows);
    const stop = new AbortController();
    const asked = refusal(host.ask({kind: "stages"}, {signal: stop.signal}));
    const since = performance.now();
    stop.abort();
    expect((await asked).name).to.equal("AbortError");
    expect(performance.now() - since).to.be.below(100);
    expect((await host.ask({kind: "growth"})).kind).to.equal("growth");
  });

  it("cancels loading", async () => {
    const stop = new AbortController();
    const loading = refusal(workerHost(rows, {signal: stop.signal}));
    stop.abort();
    expect((await loading).name).to.equal("AbortError");
  });

  it("refuses what is wrong like the local host", async () => {
    const host = await opened(rows, {workers: 2});
    const wrong = await refusal(host.ask({kind: "funnel", steps: ["visit", "sing-up"]}));
    expect([wrong.name, wrong.message.includes('"sing-up"')]).to.deep.equal(["QueryError", true]);
    const data = await refusal(workerHost([{user: "ana"}]));
    expect(data.message).to.equal((await refusal(openDataset([{user: "ana"}]))).message);
  });

  for (const workers of [1, 2]) {
    it(`rejects what was asked when one of ${workers} workers dies, and starts again for the next question`, async () => {
      const made: Worker[] = [];
      globalThis.Worker = class extends RealWorker {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          made.push(this);
        }
      };
      const host = await opened(rows, {workers});
      const before = await outcome(host, "growth");
      const asked = refusal(host.ask({kind: "paths"}));
      // What the browser does when a script throws outside any promise; the worker itself is gone before it can answer.
      made[workers - 1]!.terminate();
      made[workers - 1]!.dispatchEvent(new ErrorEvent("error", {message: "out of memory", cancelable: true}));
      expect((await asked).message).to.equal("the worker stopped: out of memory");
      expect(await outcome(host, "growth")).to.equal(before);
      expect(made.length).to.equal(2 * workers);
    });
  }

  it("answers on the page's thread, and says so once, where there are no workers", async () => {
    const lines: unknown[] = [];
    const {warn} = console;
    console.warn = (line: unknown) => lines.push(line);
    try {
      (globalThis as {Worker?: typeof Worker}).Worker = undefined as never;
      const local = localHost(await openDataset(rows));
      const [a, b] = [await opened(rows), await opened(rows)];
      expect(await outcome(a, "funnel")).to.equal(await outcome(local, "funnel"));
      expect(await outcome(b, "growth")).to.equal(await outcome(local, "growth"));
      expect(lines).to.have.length(1);
      expect(lines[0]).to.match(/^lifecycle-kit answers on the page's own thread: /);
    } finally {
      console.warn = warn;
    }
  });

  it("answers on the page's thread where the worker's file is missing", async () => {
    const host = await opened(rows, {workerUrl: "/no-such-worker.js"});
    const local = localHost(await openDataset(rows));
    expect(await outcome(host, "growth")).to.equal(await outcome(local, "growth"));
  });

  it("refuses questions once it is closed", async () => {
    const host = await workerHost(rows);
    host.close();
    expect((await refusal(host.ask({kind: "growth"}))).message).to.equal("the host is closed");
  });

  it("lists the units behind a number, and says what is wrong with a row, as the page's own thread does", async () => {
    const rows = ["ana", "ben", "cleo"].flatMap((user, i) =>
      ["visit", "signup"].slice(0, 1 + (i % 2)).map((name, j) => ({user, name, ts: 1.7e12 + (i + j) * 3.6e6})),
    );
    const behind = {query: {kind: "funnel", steps: ["visit", "signup"]}, table: "steps", row: {step: 2}};
    const host = await workerHost(rows);
    const local = localHost(await openDataset(rows));
    const found = await host.ask({kind: "units", behind});
    expect(found.tables["units"]!.get("unit", 0)).to.equal("ben");
    expect(found.tables["units"]!.numRows()).to.equal(1);
    expect(JSON.stringify(found)).to.equal(JSON.stringify(await local.ask({kind: "units", behind})));
    const refused = await host.ask({kind: "units", behind: {...behind, table: "stairs"}}).then(
      () => null,
      (error: Error) => error.message,
    );
    expect(refused).to.contain('unknown table "stairs"; funnel has steps');
    host.close();
  });
});
