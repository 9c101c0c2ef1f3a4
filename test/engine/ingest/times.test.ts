// Times of a column, by the rules of semantics 2.1 and sources.md 1.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import type {Cells} from "../../../engine/ingest/cells.js";
import {TextColumn} from "../../../engine/ingest/text-column.js";
import {TimeTextColumn} from "../../../engine/ingest/time-text-column.js";
import {readTimes, reasonOf, type TimeOptions} from "../../../engine/ingest/times.js";

type Options = Partial<TimeOptions>;

function cellsOf(texts: readonly string[], column: TextColumn | TimeTextColumn): Cells {
  const encoder = new TextEncoder();
  for (const text of texts) {
    const block = encoder.encode(text);
    column.pushCells({
      block,
      scratch: block,
      count: 1,
      from: Int32Array.of(0),
      to: Int32Array.of(block.length),
    });
  }
  return column.finish(new TextDecoder());
}

const read = (
  texts: readonly string[],
  options: Options = {},
  column: TextColumn | TimeTextColumn = new TimeTextColumn(),
) => readTimes(cellsOf(texts, column), {zone: "UTC", file: "f.csv", column: "ts", ...options});

/** ISO instants, or the reason why there is none. */
const times = (texts: readonly string[], options: Options = {}) => {
  const found = read(texts, options);
  return Array.from(found.ts, (ts, r) => (Number.isNaN(ts) ? reasonOf(found, r) : new Date(ts).toISOString()));
};
const time = (text: string, options: Options = {}) => times([text], options)[0];

describe("a time", () => {
  it("is ISO 8601 with an offset", () => {
    expect(
      times([
        "2024-03-01T10:00:00Z",
        "2024-03-01t10:00:00z",
        "2024-03-01T10:00:00+02:00",
        "2024-03-01 10:00:00-0530",
        "2024-03-01T10:00+01",
        "20240301T100000Z",
      ]),
    ).to.deep.equal([
      "2024-03-01T10:00:00.000Z",
      "2024-03-01T10:00:00.000Z",
      "2024-03-01T08:00:00.000Z",
      "2024-03-01T15:30:00.000Z",
      "2024-03-01T09:00:00.000Z",
      "2024-03-01T10:00:00.000Z",
    ]);
  });

  it("may name UTC in words", () => expect(time("2024-01-12 09:05:03.400 UTC")).to.equal("2024-01-12T09:05:03.400Z"));

  it("is cut off, not rounded, below a millisecond", () => {
    expect(
      times(["2011-10-11 13:45:40.276999+02:00", "2024-03-01T10:00:00.9999999Z", "2024-03-01T10:00:00.5Z"]),
    ).to.deep.equal(["2011-10-11T11:45:40.276Z", "2024-03-01T10:00:00.999Z", "2024-03-01T10:00:00.500Z"]);
  });

  it("without an offset is read in the given zone, and counted", () => {
    const found = read(["2024-07-01T10:00", "2024-01-01 10:00:00", "2024-01-01T10:00:00Z"], {zone: "Europe/Paris"});
    expect(Array.from(found.ts, (ts) => new Date(ts).toISOString())).to.deep.equal([
      "2024-07-01T08:00:00.000Z",
      "2024-01-01T09:00:00.000Z",
      "2024-01-01T10:00:00.000Z",
    ]);
    expect(found.local).to.equal(2);
  });

  it("in a gap or a fold takes the offset in force before the change, and is counted", () => {
    const found = read(["2024-03-10T02:30:00", "2024-11-03T01:30:00", "2024-06-01T12:00:00"], {
      zone: "America/New_York",
    });
    expect(Array.from(found.ts, (ts) => new Date(ts).toISOString())).to.deep.equal([
      "2024-03-10T07:30:00.000Z",
      "2024-11-03T05:30:00.000Z",
      "2024-06-01T16:00:00.000Z",
    ]);
    expect([found.inGap, found.inFold]).to.deep.equal([1, 1]);
  });

  it("that is a date alone is the start of that local day", () => {
    expect(times(["2024-03-01", "19970101", "2024/03/01"], {zone: "America/New_York"})).to.deep.equal([
      "2024-03-01T05:00:00.000Z",
      "1997-01-01T05:00:00.000Z",
      "2024-03-01T05:00:00.000Z",
    ]);
    expect(time("2018-11-04", {zone: "America/Sao_Paulo"})).to.equal("2018-11-04T03:00:00.000Z");
    expect(Array.from(read(["2024-03-01", "2024-03-01T00:00Z"]).dayOnly)).to.deep.equal([1, 0]);
  });

  it("is no date that does not exist", () => {
    expect(
      times(["2024-02-30", "2023-02-29T10:00:00Z", "2024-13-01", "2024-00-10", "2024-04-31 10:00", "20240230"]),
    ).to.deep.equal(Array(6).fill("impossible date"));
  });

  it("is no time of day that does not exist", () => {
    expect(
      times(["2024-03-01T24:00:00Z", "2024-03-01T10:60:00Z", "2024-03-01T10:00:60Z", "2024-03-01T10:00:00+24:00"]),
    ).to.deep.equal(Array(4).fill("impossible time"));
  });

  it("is nothing else", () => {
    expect(times(["n/a", "yesterday", "-", "2024-03", "2024-W11", "10:00", "12.5.", "#######"])).to.deep.equal(
      Array(8).fill("not a time"),
    );
    expect(times(["", "  ", "0000-00-00 00:00:00"])).to.deep.equal(Array(3).fill("no time"));
  });
});

describe("day and month", () => {
  it("are not guessed", () =>
    expect(times(["03/04/2024", "05/06/2024 10:00", "11.12.2024"])).to.deep.equal(Array(3).fill("ambiguous date")));

  it("are proved by one value of the column with a day above 12", () => {
    expect(times(["03/04/2024", "25/12/2024"])).to.deep.equal(["2024-04-03T00:00:00.000Z", "2024-12-25T00:00:00.000Z"]);
    expect(times(["03/04/2024 2:30 PM", "12/25/2024 12:05 AM"])).to.deep.equal([
      "2024-03-04T14:30:00.000Z",
      "2024-12-25T00:05:00.000Z",
    ]);
  });

  it("are proved by nothing when the column contradicts itself; what has one reading only is kept", () => {
    expect(times(["25/12/2024", "12/25/2024", "03/04/2024"])).to.deep.equal([
      "2024-12-25T00:00:00.000Z",
      "2024-12-25T00:00:00.000Z",
      "ambiguous date",
    ]);
  });

  it("are as stated", () => {
    expect(times(["03/04/2024", "3.4.2024"], {dateOrder: "mdy"})).to.deep.equal([
      "2024-03-04T00:00:00.000Z",
      "2024-03-04T00:00:00.000Z",
    ]);
    expect(times(["03/04/2024", "12/25/2024"], {dateOrder: "dmy"})).to.deep.equal([
      "2024-04-03T00:00:00.000Z",
      "impossible date",
    ]);
  });

  it("that are equal need no order", () => expect(time("05/05/2024")).to.equal("2024-05-05T00:00:00.000Z"));
});

describe("a number", () => {
  const units = [
    ["s", "1709287200"],
    ["ms", "1709287200000"],
    ["us", "1709287200000000"],
    ["ns", "1709287200000000000"],
  ] as const;
  for (const [unit, text] of units) {
    it(`is read in the one unit that fits the column: ${unit}`, () => {
      const found = read([text]);
      expect(new Date(found.ts[0]!).toISOString()).to.equal("2024-03-01T10:00:00.000Z");
      expect(found.unit).to.equal(unit);
    });
  }

  it("of nanoseconds loses nothing above the millisecond", () =>
    expect(time("1709287200123999999")).to.equal("2024-03-01T10:00:00.123Z"));
  it("of seconds may have decimals", () => expect(time("1709287200.123")).to.equal("2024-03-01T10:00:00.123Z"));

  it("that fits no unit, or not the unit of the rest, is an error that says what to do", () => {
    for (const texts of [["12345"], ["0"], ["1709287200", "1709287200000"]]) {
      expect(() => read(texts)).to.throw(
        /^f\.csv: the numbers in column "ts" \(from \d+ to \d+\) are no times between 1990 and 2100 .*timeUnit/,
      );
    }
  });

  it("has the unit that is stated", () => {
    expect(times(["12345", "-1"], {unit: "s"})).to.deep.equal(["1970-01-01T03:25:45.000Z", "1969-12-31T23:59:59.000Z"]);
    expect(time("19970101", {unit: "s"})).to.equal("1970-08-20T03:15:01.000Z");
  });

  it("is an Excel day only when that is stated", () =>
    expect(time("45352.4166666667", {unit: "excel"})).to.equal("2024-03-01T10:00:00.000Z"));
  it("is a bad cell of a known system's column, not an error", () =>
    expect(times(["12", "1709287200"], {lenient: true})).to.deep.equal([
      "time out of range",
      "2024-03-01T10:00:00.000Z",
    ]));
});

describe("the two ways to read a column of times", () => {
  const digits = fc.stringMatching(/^\d{1,4}$/);
  const shape = fc.tuple(
    digits,
    fc.constantFrom("-", "/", ".", ""),
    digits,
    digits,
    fc.constantFrom("", "T", " ", "t"),
    digits,
    fc.constantFrom("", ":00", ":59", ":5", ":60"),
    fc.constantFrom("", ".5", ".123456", "."),
    fc.constantFrom("", "Z", "z", "+02:00", "+2", "-0330", " UTC", "PM"),
  );
  const text = fc.oneof(
    shape.map(([y, s, m, d, t, h, min, f, z]) => `${y}${s}${m}${s}${d}${t}${t && h}${t && min}${t && f}${t && z}`),
    fc
      .date({min: new Date("1990-01-01"), max: new Date("2099-12-31"), noInvalidDate: true})
      .map((date) => date.toISOString()),
    fc
      .date({min: new Date("1990-01-01"), max: new Date("2099-12-31"), noInvalidDate: true})
      .map((date) => date.toISOString().slice(0, 19).replace("T", " ")),
    fc.constantFrom("", " 2024-03-01 ", "2024-02-30", "20240301", "19970230", "13/01/2024", "01/13/2024"),
    fc.string({maxLength: 12}),
  );

  it("agree on every text", () => {
    fc.assert(
      fc.property(fc.array(text, {maxLength: 6}), fc.constantFrom("UTC", "America/New_York"), (texts, zone) => {
        const options = {zone, lenient: true};
        const [fast, slow] = [read(texts, options), read(texts, options, new TextColumn(true))];
        expect({...fast, ts: [...fast.ts]}).to.deep.equal({...slow, ts: [...slow.ts]});
      }),
      {numRuns: 2000},
    );
  });
});
