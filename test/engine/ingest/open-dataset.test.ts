// openDataset as a whole: options, dedupe, money, several maps, order, progress and cancel.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {AbortError, inspectDataset, openDataset, rowsOfDataset} from "../../../engine/index.js";
import type {OpenOptions, Progress} from "../../../engine/ingest/options.js";
import type {Dataset} from "../../../engine/model/dataset.js";

const utf8 = (text: string) => new TextEncoder().encode(text);
const csv = (text: string, path = "e.csv") => ({path, data: utf8(text)});
const open = (text: string, options: OpenOptions = {}) => openDataset(csv(text), options);
const rows = (dataset: Dataset) => [...rowsOfDataset(dataset, "events")];
const failure = async (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => expect.fail("it was read"),
    (error: unknown) => error as Error,
  );

describe("repeated events", () => {
  const text =
    "id,user,ts,event,n\n1,a,2024-03-02,x,1\n1,a,2024-03-01,x,1\n2,a,2024-03-01,y,2\n2,a,2024-03-01,y,2\n,a,2024-03-03,z,3\n,a,2024-03-03,z,3\n";

  it("by id count once, at the earliest time; without an id they are kept", async () => {
    const dataset = await open(text);
    expect(rows(dataset).map(({id, name, row}) => [id, name, row])).to.deep.equal([
      ["1", "x", 2],
      ["2", "y", 3],
      [null, "z", 5],
      [null, "z", 6],
    ]);
    expect(dataset.ledger.files[0]).to.include({read: 6, kept: 4, rejected: 2});
    expect(
      dataset.ledger.entries.map(({row, line, column, value, reason}) => [row, line, column, value, reason]),
    ).to.deep.equal([
      [1, 2, "id", "1", "duplicate id"],
      [4, 5, "id", "2", "duplicate id"],
    ]);
  });

  it("by content are dropped only when asked", async () => {
    const dataset = await open(text, {dedupe: "content"});
    expect(rows(dataset)).to.have.length(3);
    expect(dataset.ledger.entries.at(-1)).to.include({row: 6, reason: "duplicate row"});
  });

  it("are found over all files", async () => {
    const dataset = await openDataset([csv(text, "a.csv"), csv("id,user,ts,event,n\n1,a,2024-03-01,x,1\n", "b.csv")]);
    expect(dataset.ledger.files.map(({path, kept, rejected}) => [path, kept, rejected])).to.deep.equal([
      ["a.csv", 4, 2],
      ["b.csv", 0, 1],
    ]);
  });
});

describe("money", () => {
  const amounts = async (cells: string, currency: string) =>
    (await open(`user,ts,event,amount,currency\na,2024-03-01,buy,${cells},${currency}\n`)).store.amount?.[0];

  it("is scaled by the decimals of its currency", async () => {
    expect([
      await amounts("12.5", "EUR"),
      await amounts("12.5", "eur "),
      await amounts("1200", "JPY"),
      await amounts("1.234", "KWD"),
      await amounts("1.2345", "CLF"),
      await amounts("-3", ""),
      await amounts("12", "XXX"),
    ]).to.deep.equal([1250, 1250, 1200, 1234, 12345, -300, 1200]);
  });

  it("with more decimals than the currency is rounded half to even, on the digits", async () => {
    expect([
      await amounts("0.125", "EUR"),
      await amounts("0.135", "EUR"),
      await amounts("0.12501", "EUR"),
      await amounts("1.5", "JPY"),
      await amounts("2.5", "JPY"),
      await amounts("-0.125", "EUR"),
      await amounts("1.005", "EUR"),
    ]).to.deep.equal([12, 14, 13, 2, 2, -12, 100]);
  });

  it("may be grouped or have a sign when the whole column fits; what is no number is missing, and told", async () => {
    const read = async (...cells: string[]) => {
      const dataset = await open(
        `user,ts,event,price\n${cells.map((cell, i) => `a,2024-03-0${i + 1},buy,"${cell}"`).join("\n")}\n`,
        {map: {amount: "price"}},
      );
      return [
        ...[...dataset.store.amount!].map((value) => (Number.isNaN(value) ? null : value)),
        ...dataset.ledger.notes,
      ];
    };
    expect(await read("$1,204.50", "12", "-3,000")).to.deep.equal([120450, 1200, -300000]);
    expect(await read("1,204", "12,50", "7")).to.deep.equal([
      null,
      null,
      700,
      'e.csv: 2 × amount is no number and counts as missing (first: line 2, column "price", "1,204")',
    ]);
  });
});

describe("columns", () => {
  const roles = async (header: string, cells: string) => {
    const [row] = rows(await open(`${header}\n${cells}\n`));
    return [row!.user, row!.name, row!.id, row!.account, row!.anon, {...(row!.props as object)}];
  };

  it("are known by their usual names, without regard to case and separators", async () => {
    expect(
      await roles("Event ID,User-Id,EVENT_NAME,createdAt,Company ID,anonymousId,plan", "1,u,visit,2024-03-01,A,v,pro"),
    ).to.deep.equal(["u", "visit", "1", "A", "anon:v", {plan: "pro"}]);
    expect(await roles("case:concept:name,concept:name,time:timestamp", "c1,register,2024-03-01")).to.deep.equal([
      "c1",
      "register",
      null,
      null,
      null,
      {},
    ]);
    expect(await roles("id,event,date", "u,visit,2024-03-01")).to.deep.equal(["u", "visit", null, null, null, {}]);
  });

  it("serve one field each; the best name wins and the rest are properties", async () => {
    expect(
      await roles("timestamp,created_at,user_id,customer_id,event,name", "2024-03-01,2024-02-01,u,c,visit,Ana"),
    ).to.deep.equal(["u", "visit", null, null, null, {created_at: "2024-02-01", customer_id: "c", name: "Ana"}]);
  });

  it("named as the kit names them mean what the kit means", async () => {
    expect(await roles("ts,user,name,event,action", "2024-03-01,u,visit,click,go")).to.deep.equal([
      "u",
      "visit",
      null,
      null,
      null,
      {event: "click", action: "go"},
    ]);
  });

  it("are what the map says; a constant begins with a colon, an empty text turns a field off", async () => {
    const dataset = await open("a,b,c,session_id\nu,2024-03-01,x,s\n", {map: "user=a,ts=b,name=:order"});
    expect(rows(dataset)[0]).to.include({user: "u", name: "order"});
    expect(dataset.store.session).to.not.equal(null);
    expect(
      (await open("a,b,c,session_id\nu,2024-03-01,x,s\n", {map: {user: "a", ts: "b", name: "c", session: ""}})).store
        .session,
    ).to.equal(null);
  });

  it("that become properties can be listed", async () => {
    const dataset = await open("user,ts,event,x,y\nu,2024-03-01,e,1,2\n", {map: {props: ["y"]}});
    expect([...dataset.store.props.keys()]).to.deep.equal(["y"]);
  });

  it("may give several events a row, one for each date", async () => {
    const text = "user,signed_up,activated,plan\na,2024-03-01,2024-03-05,pro\nb,2024-03-02,,free\nc,,,x\nd,,nope,x\n";
    const dataset = await open(text, {
      map: [
        {ts: "signed_up", name: ":signup"},
        {ts: "activated", name: ":activate"},
      ],
    });
    expect(rows(dataset).map(({user, name, row}) => [user, name, row])).to.deep.equal([
      ["a", "signup", 1],
      ["a", "activate", 1],
      ["b", "signup", 2],
    ]);
    expect(dataset.ledger.files[0]).to.include({read: 4, kept: 2, rejected: 2});
    expect(dataset.ledger.entries.map(({row, column, reason}) => [row, column, reason])).to.deep.equal([
      [3, "signed_up", "no time"],
      [4, "activated", "not a time"],
    ]);
  });
});

describe("options", () => {
  const text = "user,ts,event\na,2024-03-01 10:00,x\n";

  it("set now, the start of history, and the zone of times", async () => {
    const dataset = await open(text, {
      asOf: "2024-04-01",
      historyStart: "2024-02-01T00:00:00Z",
      inputTz: "Europe/Paris",
    });
    expect([dataset.asOf, dataset.historyStart, dataset.firstTs]).to.deep.equal([
      Date.UTC(2024, 2, 31, 22),
      Date.UTC(2024, 1, 1),
      Date.UTC(2024, 2, 1, 9),
    ]);
    expect(dataset.ledger.notes).to.deep.equal([
      'e.csv: 1 time in column "ts" states no offset and was read in Europe/Paris',
    ]);
    expect((await open(text)).asOf).to.equal(Date.UTC(2024, 2, 1, 10) + 1);
  });

  it("that are wrong are refused before anything is read", async () => {
    const wrong: readonly (readonly [object, RegExp])[] = [
      [{inputTZ: "UTC"}, /unknown option "inputTZ" \(did you mean "inputTz"\?\)/],
      [{inputTz: "Europe/Pariss"}, /unknown time zone "Europe\/Pariss" \(did you mean "Europe\/Paris"\?\)/],
      [{dateOrder: "dym"}, /dateOrder: must be "dmy" or "mdy" or "ymd"; got "dym"/],
      [{timeUnit: "sec"}, /timeUnit: must be "s" or "ms"/],
      [{dedupe: "all"}, /dedupe: must be "id" or "content"; got "all"/],
      [{types: {n: "float"}}, /types\.n: must be "text" or "number" or "boolean"; got "float"/],
      [{limits: {row: 5}}, /limits: unknown limit "row" \(did you mean "rows"\?\)/],
      [{limits: {rows: -1}}, /limits\.rows: must be a number above 0; got -1/],
      [{asOf: "soon"}, /asOf: "soon" is not a date or instant/],
      [{source: "salesfroce"}, /source: unknown source "salesfroce"/],
      [{map: "user"}, /map: unknown preset "user"; presets are amplitude.*field=column/],
      [{map: {usr: "user"}}, /map: unknown field "usr" \(did you mean "user"\?\)/],
    ];
    for (const [options, message] of wrong) {
      const error = await failure(open(text, options));
      expect(error.message).to.match(message);
      expect(error.name).to.equal("QueryError");
    }
  });
});

describe("loading", () => {
  const event = fc.record({
    user: fc.constantFrom("a", "b", "c", ""),
    anon: fc.constantFrom("x", "y", ""),
    account: fc.constantFrom("A", "B", ""),
    ts: fc.constantFrom(...[1, 1, 2, 3, 4].map((n) => Date.UTC(2024, 0, n))),
    name: fc.constantFrom("e", "f"),
    id: fc.constantFrom("", "", "1", "2"),
    plan: fc.constantFrom("", "pro", "free"),
    n: fc.constantFrom(null, 1, 2.5),
  });
  const facts = (dataset: Dataset) => ({
    rows: rows(dataset).map(({row: _row, file: _file, ...rest}) => JSON.stringify(rest)),
    people: [...rowsOfDataset(dataset, "profiles")].map((row) => JSON.stringify(row)),
    accounts: [...rowsOfDataset(dataset, "accounts")].map((row) => JSON.stringify(row)),
    hash: dataset.hash,
    counts: {...inspectDataset(dataset), files: [], conflictList: contradictions(dataset)},
  });
  // Where a row stands is all that its order and the split into files may change.
  const contradictions = (dataset: Dataset) =>
    inspectDataset(dataset).conflictList.map(({row: _row, file: _file, ...rest}) => rest);

  it("gives the same dataset for rows in any order, and for any split into files", async () => {
    const links = [
      {anon: "x", user: "a", ts: Date.UTC(2024, 0, 2)},
      {anon: "x", user: "b", ts: Date.UTC(2024, 0, 3)},
      {userA: "b", userB: "c"},
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, {minLength: 1, maxLength: 12}),
        fc.nat(12),
        fc.infiniteStream(fc.nat(1000)),
        async (events, cut, noise) => {
          const keys = events.map(() => noise.next().value as number);
          const shuffled = events
            .map((one, i) => ({one, key: keys[i]!}))
            .sort((a, b) => a.key - b.key)
            .map(({one}) => one);
          const options = {tables: {links, profiles: [{unit: "c", plan: "x"}]}};
          const whole = facts(await openDataset(events, options));
          expect(facts(await openDataset(shuffled, options))).to.deep.equal(whole);
          const split = [shuffled.slice(0, cut), shuffled.slice(cut)].filter((part) => part.length > 0);
          expect(
            facts(
              await openDataset(
                split.map((data) => ({data})),
                options,
              ),
            ),
          ).to.deep.equal(whole);
        },
      ),
      {numRuns: 300},
    );
  });

  it("hashes what the data says: another value, another hash", async () => {
    const text = "user,ts,event,n\na,2024-03-01,x,1\nb,2024-03-02,y,2\n";
    const base = (await open(text)).hash;
    expect((await open(text)).hash).to.equal(base);
    for (const [from, to] of [
      ["a,", "c,"],
      ["03-01", "03-03"],
      ["x,", "z,"],
      [",1", ",3"],
      ["n\n", "m\n"],
    ])
      expect((await open(text.replace(from!, to!))).hash).to.not.equal(base);
  });

  it("tells its progress", async () => {
    const seen: Progress[] = [];
    const data = utf8(`user,ts,event\n${"a,2024-03-01T10:00:00Z,visit\n".repeat(300_000)}`);
    await openDataset({path: "e.csv", data}, {onProgress: (progress) => seen.push(progress)});
    expect(seen.length).to.be.greaterThan(3);
    expect(
      seen.every(({bytes, rows: count}, i) => i === 0 || (bytes >= seen[i - 1]!.bytes && count >= seen[i - 1]!.rows)),
    ).to.equal(true);
    expect(seen.at(-1)).to.deep.equal({bytes: data.length, rows: 300_000, total: data.length});
  });

  it("stops soon after its signal, also when the data never comes", async () => {
    expect(await failure(open("user,ts,event\n", {signal: AbortSignal.abort()}))).to.be.instanceOf(AbortError);
    const data = utf8(`user,ts,event\n${"a,2024-03-01T10:00:00Z,visit\n".repeat(400_000)}`);
    const controller = new AbortController();
    const error = await failure(openDataset({data}, {signal: controller.signal, onProgress: () => controller.abort()}));
    expect(error).to.include({name: "AbortError", message: "loading was cancelled"});
    const never = new ReadableStream<Uint8Array>({start: (stream) => stream.enqueue(utf8("user,ts,event\n"))});
    const waiting = new AbortController();
    const stopped = failure(openDataset(never, {signal: waiting.signal}));
    setTimeout(() => waiting.abort(), 10);
    expect(await stopped).to.have.property("name", "AbortError");
  });

  it("fails with the file's name when a stream breaks", async () => {
    const broken = new ReadableStream<Uint8Array>({pull: (stream) => stream.error(new Error("connection reset"))});
    expect((await failure(openDataset({path: "live", data: broken}))).message).to.equal(
      "live: cannot be read: connection reset",
    );
  });

  it("reads paths by the given effect, each once", async () => {
    const opened: string[] = [];
    const readPath = async (path: string) => {
      opened.push(path);
      return {stream: new Blob(["user,ts,event\na,2024-03-01,x\n"]).stream()};
    };
    const dataset = await openDataset(["a.csv", "./a.csv", {path: "b.csv"}], {readPath});
    expect(opened).to.deep.equal(["a.csv", "b.csv"]);
    expect(dataset.store.size).to.equal(2);
  });
});
