// Arrow IPC and Parquet: types, zones, missing values, damaged files.
import {expect} from "@esm-bundle/chai";
import {
  columnFromArray,
  dictionary,
  float64,
  int32,
  int64,
  tableFromColumns,
  tableToIPC,
  timestamp,
  TimeUnit,
  utf8,
  bool,
  dateDay,
  list,
  field,
} from "@uwdata/flechette";
import {parquetWriteBuffer} from "hyparquet-writer";
import {openDataset, rowsOfDataset} from "../../../engine/index.js";
import type {OpenOptions} from "../../../engine/ingest/options.js";

const T = Date.UTC(2024, 2, 1, 10);

const events = async (data: Uint8Array, options: OpenOptions = {}) => {
  const dataset = await openDataset({path: "events", data}, options);
  return [...rowsOfDataset(dataset, "events")].map(({id, ts, user, name, props, amount}) => ({
    id,
    ts,
    user,
    name,
    amount,
    props: {...(props as object)},
  }));
};

function arrow(
  format: "file" | "stream",
  unit: number = TimeUnit.MILLISECOND,
  zone: string | null = "UTC",
): Uint8Array {
  const at = [0, 1, 2].map((n) => T + n * 60_000);
  const table = tableFromColumns({
    event_id: columnFromArray([9007199254740993n, 2n, 3n], int64()),
    user_id: columnFromArray(["007", "7", "007"], dictionary(utf8())),
    ts: columnFromArray(at, timestamp(unit as never, zone as never)),
    event: columnFromArray(["visit", "signup", "buy"], utf8()),
    score: columnFromArray([1.5, null, 3], float64()),
    count: columnFromArray([1, 2, 3], int32()),
    paid: columnFromArray([true, false, null], bool()),
    born: columnFromArray([new Date("2000-02-29"), null, null], dateDay()),
    tags: columnFromArray([["a", "b"], [], null], list(field("item", utf8()))),
  });
  return tableToIPC(table, {format})!;
}

describe("Arrow IPC", () => {
  it("keeps codes, instants and what is missing over batches of one dictionary", async () => {
    const places = ["de", null, "fr", "de", "", "at", null];
    const born = [T, null, T + 2, T + 3, null, T + 5, T + 6];
    const options = {maxBatchRows: 3};
    const table = tableFromColumns({
      user_id: columnFromArray(["a", "b", "a", "c", "b", "a", "c"], dictionary(utf8()), options),
      ts: columnFromArray(
        [0, 1, 2, 3, 4, 5, 6].map((n) => T + n),
        timestamp(TimeUnit.MILLISECOND, "UTC"),
        options,
      ),
      event: columnFromArray(
        Array.from(places, (_, n) => `e${n}`),
        dictionary(utf8()),
        options,
      ),
      place: columnFromArray(places, dictionary(utf8()), options),
      born: columnFromArray(born, timestamp(TimeUnit.MICROSECOND, "UTC"), options),
    });
    const rows = await events(tableToIPC(table, {format: "stream"})!);
    const found = rows
      .sort((a, b) => Number(a.ts) - Number(b.ts))
      .map(({user, name, props}) => {
        const {place = null, born: at = null} = props as {place?: string; born?: string};
        return [user, name, place, at];
      });
    const users = ["a", "b", "a", "c", "b", "a", "c"];
    const text = (at: number | null) => at && new Date(at).toISOString();
    expect(found).to.deep.equal(users.map((user, n) => [user, `e${n}`, places[n] || null, text(born[n]!)]));
  });

  for (const format of ["file", "stream"] as const) {
    it(`reads the ${format} format with its types`, async () => {
      const rows = await events(arrow(format));
      expect(rows).to.deep.equal([
        {
          id: "9007199254740993",
          ts: T,
          user: "007",
          name: "visit",
          amount: null,
          props: {score: 1.5, count: 1, paid: true, born: "2000-02-29", tags: '["a","b"]'},
        },
        {id: "3", ts: T + 120_000, user: "007", name: "buy", amount: null, props: {score: 3, count: 3}},
        {id: "2", ts: T + 60_000, user: "7", name: "signup", amount: null, props: {count: 2, paid: false, tags: "[]"}},
      ]);
    });
  }

  for (const [name, unit] of Object.entries(TimeUnit)) {
    it(`reads timestamps in ${name.toLowerCase()}s`, async () => {
      expect((await events(arrow("stream", unit))).map(({ts}) => ts)).to.deep.equal([T, T + 120_000, T + 60_000]);
    });
  }

  it("reads timestamps without a zone as clock readings of inputTz", async () => {
    const rows = await events(arrow("file", TimeUnit.MICROSECOND, null), {inputTz: "America/New_York"});
    expect(rows[0]!.ts).to.equal(T + 5 * 3_600_000);
  });

  it("refuses a file that is cut short", async () => {
    const whole = arrow("file");
    const error = await openDataset({path: "cut.arrow", data: whole.slice(0, whole.length - 200)}).catch(
      (reason: unknown) => reason as Error,
    );
    expect(error).to.be.instanceOf(Error).with.property("name", "DataError");
    expect((error as Error).message).to.match(/^cut\.arrow: /);
  });
});

function parquet(options: object = {}): Uint8Array {
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        {name: "user_id", data: ["007", "7", "007"], type: "STRING"},
        {name: "timestamp", data: [new Date(T), new Date(T + 60_000), new Date(T + 120_000)], type: "TIMESTAMP"},
        {name: "event", data: ["visit", "signup", "buy"], type: "STRING"},
        {name: "amount", data: [null, null, 12.345], type: "DOUBLE", nullable: true},
        {name: "big", data: [9007199254740993n, 2n, 3n], type: "INT64"},
        {name: "ok", data: [true, false, true], type: "BOOLEAN"},
        {name: "plan", data: ["pro", null, "pro"], type: "STRING", nullable: true},
      ],
      ...options,
    } as never),
  );
}

describe("Parquet", () => {
  it("reads columns with their types, over several row groups", async () => {
    for (const options of [{}, {rowGroupSize: 2}, {compressed: false}]) {
      expect(await events(parquet(options))).to.deep.equal([
        {
          id: null,
          ts: T,
          user: "007",
          name: "visit",
          amount: null,
          props: {big: "9007199254740993", ok: true, plan: "pro"},
        },
        {id: null, ts: T + 120_000, user: "007", name: "buy", amount: 1234, props: {big: 3, ok: true, plan: "pro"}},
        {id: null, ts: T + 60_000, user: "7", name: "signup", amount: null, props: {big: 2, ok: false}},
      ]);
    }
  });

  it("refuses a file that is cut short or damaged, without an unhandled rejection", async () => {
    const whole = parquet();
    const broken = whole.slice();
    broken.fill(0xff, 4, 120);
    for (const data of [whole.slice(0, 200), whole.slice(0, whole.length - 3), broken]) {
      const error = await openDataset({path: "bad.parquet", data}).catch((reason: unknown) => reason as Error);
      expect(error).to.be.instanceOf(Error).with.property("name", "DataError");
      expect((error as Error).message).to.match(
        /^bad\.parquet: is a Parquet file .*(cut short|damaged|cannot be read)/,
      );
    }
  });
});
