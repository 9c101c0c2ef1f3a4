// The contract of the calendar: local periods of any zone (semantics 2.4), compared with Temporal where Temporal has an answer.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {Temporal} from "temporal-polyfill";
import {type Calendar, createCalendar, isoDate, type Period} from "../../../engine/model/calendar.js";
import {QueryError} from "../../../engine/model/errors.js";
import {validZone, zoneOf} from "../../../engine/model/zone.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PERIODS: Period[] = ["hour", "day", "week", "month", "quarter", "year"];

const at = (iso: string) => Date.parse(iso);
const utc = (ts: number) => new Date(ts).toISOString().replace(":00.000Z", "Z");
const dayNumber = (date: string) => Date.parse(`${date}T00:00Z`) / DAY;

describe("startOf day: the summer time table", () => {
  const table: [tz: string, date: string, start: string, end: string][] = [
    ["America/New_York", "2024-03-10", "2024-03-10T05:00Z", "2024-03-11T04:00Z"],
    ["America/New_York", "2024-11-03", "2024-11-03T04:00Z", "2024-11-04T05:00Z"],
    ["America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00Z", "2018-11-05T02:00Z"],
    ["America/Havana", "2024-11-03", "2024-11-03T04:00Z", "2024-11-04T05:00Z"],
    ["Pacific/Apia", "2011-12-29", "2011-12-29T10:00Z", "2011-12-30T10:00Z"],
    ["Pacific/Apia", "2011-12-30", "2011-12-30T10:00Z", "2011-12-30T10:00Z"],
    ["Pacific/Apia", "2011-12-31", "2011-12-30T10:00Z", "2011-12-31T10:00Z"],
    ["Asia/Kathmandu", "2024-01-01", "2023-12-31T18:15Z", "2024-01-01T18:15Z"],
    ["Australia/Lord_Howe", "2024-10-06", "2024-10-05T13:30Z", "2024-10-06T13:00Z"],
    ["Australia/Lord_Howe", "2024-04-07", "2024-04-06T13:00Z", "2024-04-07T13:30Z"],
  ];
  for (const [tz, date, start, end] of table) {
    it(`${tz} ${date} is [${start}, ${end})`, () => {
      const calendar = createCalendar({tz});
      expect(utc(calendar.startOf("day", dayNumber(date)))).to.equal(start);
      expect(utc(calendar.endOf("day", dayNumber(date)))).to.equal(end);
      expect(calendar.label("day", dayNumber(date))).to.equal(date);
    });
  }

  it("a local day is 23 h, 24 h or 25 h long in New York", () => {
    const calendar = createCalendar({tz: "America/New_York"});
    const lengths = new Set<number>();
    for (let day = dayNumber("2024-01-01"); day < dayNumber("2025-01-01"); day++) {
      lengths.add((calendar.endOf("day", day) - calendar.startOf("day", day)) / HOUR);
    }
    expect([...lengths].sort()).to.deep.equal([23, 24, 25]);
  });

  it("no instant falls on a date that does not exist", () => {
    const apia = createCalendar({tz: "Pacific/Apia"});
    expect(apia.localDay(at("2011-12-30T09:59:59.999Z"))).to.equal(dayNumber("2011-12-29"));
    expect(apia.localDay(at("2011-12-30T10:00Z"))).to.equal(dayNumber("2011-12-31"));
    const {first, last} = apia.periodsBetween("day", at("2011-12-29T12:00Z"), at("2011-12-31T12:00Z"));
    expect([apia.label("day", first), apia.label("day", last), last - first]).to.deep.equal([
      "2011-12-29",
      "2012-01-01",
      3,
    ]);
  });

  it("a clock set back over midnight does not reopen the day before", () => {
    // St John's went from 00:01 back to 23:01: the new date shows for a minute, then the old one again.
    const calendar = createCalendar({tz: "America/St_Johns"});
    const day = dayNumber("2010-11-07");
    const start = calendar.startOf("day", day);
    expect(utc(start)).to.equal("2010-11-07T02:30Z");
    for (const minutes of [0, 1, 30, 61, 600]) expect(calendar.localDay(start + minutes * 60_000)).to.equal(day);
    expect(calendar.localDay(start - 1)).to.equal(day - 1);
    expect(calendar.endOf("day", day) - start).to.equal(25 * HOUR);
  });

  it("counts days on the calendar, not in milliseconds", () => {
    const calendar = createCalendar({tz: "America/New_York"});
    const anchor = at("2024-03-09T23:30-05:00");
    const back = at("2024-03-10T23:45-04:00");
    expect(calendar.localDay(back) - calendar.localDay(anchor)).to.equal(1);
    expect(Math.floor((back - anchor) / DAY)).to.equal(0);
  });
});

describe("weeks", () => {
  for (let weekStart = 1; weekStart <= 7; weekStart++) {
    it(`starting on weekday ${weekStart} have seven days and are labelled by that day`, () => {
      const calendar = createCalendar({weekStart});
      for (let day = -400; day < 400; day++) {
        const week = calendar.periodOfDay(day, "week");
        const first = calendar.firstDay("week", week);
        expect(calendar.weekday(first)).to.equal(weekStart);
        expect(day - first).to.be.within(0, 6);
        expect(calendar.label("week", week)).to.equal(isoDate(first));
      }
    });
  }
  it("start on Monday by default", () => {
    const calendar = createCalendar();
    expect(calendar.label("week", calendar.periodOf(at("2024-03-10T12:00Z"), "week"))).to.equal("2024-03-04");
    const sunday = createCalendar({weekStart: 7});
    expect(sunday.label("week", sunday.periodOf(at("2024-03-10T12:00Z"), "week"))).to.equal("2024-03-10");
  });
  it("weekday 1 is Monday", () => {
    expect(createCalendar().weekday(dayNumber("2024-03-04"))).to.equal(1);
    expect(createCalendar().weekday(dayNumber("2024-03-10"))).to.equal(7);
    expect(createCalendar().weekday(dayNumber("1969-12-31"))).to.equal(3);
  });
});

describe("months, quarters and years", () => {
  const labels = (calendar: Calendar, iso: string) =>
    (["month", "quarter", "year"] as const).map((period) => calendar.label(period, calendar.periodOf(at(iso), period)));

  it("begin in January by default", () => {
    expect(labels(createCalendar(), "2024-02-29T23:59Z")).to.deep.equal(["2024-02-01", "2024-01-01", "2024-01-01"]);
    expect(labels(createCalendar(), "1969-12-31T23:59Z")).to.deep.equal(["1969-12-01", "1969-10-01", "1969-01-01"]);
  });
  it("a fiscal year moves quarters and years, not months", () => {
    const april = createCalendar({fiscalMonth: 4});
    expect(labels(april, "2024-03-31T12:00Z")).to.deep.equal(["2024-03-01", "2024-01-01", "2023-04-01"]);
    expect(labels(april, "2024-04-01T00:00Z")).to.deep.equal(["2024-04-01", "2024-04-01", "2024-04-01"]);
    const february = createCalendar({fiscalMonth: 2});
    expect(labels(february, "2024-01-31T12:00Z")).to.deep.equal(["2024-01-01", "2023-11-01", "2023-02-01"]);
    expect(labels(february, "2024-02-01T00:00Z")).to.deep.equal(["2024-02-01", "2024-02-01", "2024-02-01"]);
  });
  it("consecutive months have consecutive numbers over a change of year", () => {
    const calendar = createCalendar({tz: "Europe/Paris"});
    const december = calendar.periodOf(at("2023-12-15T00:00Z"), "month");
    expect(calendar.periodOf(at("2023-12-31T23:00Z"), "month")).to.equal(december + 1);
    expect(utc(calendar.endOf("month", december))).to.equal("2023-12-31T23:00Z");
  });
});

describe("hours", () => {
  const hours = (tz: string, from: string, to: string) => {
    const calendar = createCalendar({tz});
    const {first, last} = calendar.periodsBetween("hour", at(from), at(to));
    const rows: [string, number][] = [];
    for (let n = first; n <= last; n++) {
      rows.push([calendar.label("hour", n), (calendar.endOf("hour", n) - calendar.startOf("hour", n)) / 60_000]);
    }
    return rows;
  };

  it("every hour of a 25 h day is a period of its own", () => {
    expect(hours("America/New_York", "2024-11-03T04:00Z", "2024-11-03T08:00Z")).to.deep.equal([
      ["2024-11-03T00:00-04:00", 60],
      ["2024-11-03T01:00-04:00", 60],
      ["2024-11-03T01:00-05:00", 60],
      ["2024-11-03T02:00-05:00", 60],
    ]);
    expect(hours("America/New_York", "2024-11-03T04:00Z", "2024-11-04T05:00Z")).to.have.length(25);
  });
  it("an hour that is skipped has no period", () => {
    expect(hours("America/New_York", "2024-03-10T06:00Z", "2024-03-10T08:00Z")).to.deep.equal([
      ["2024-03-10T01:00-05:00", 60],
      ["2024-03-10T03:00-04:00", 60],
    ]);
    expect(hours("America/New_York", "2024-03-10T05:00Z", "2024-03-11T04:00Z")).to.have.length(23);
  });
  it("begin on the local whole hour in zones of half and quarter hours", () => {
    expect(hours("Asia/Kathmandu", "2024-01-01T00:00Z", "2024-01-01T01:00Z")).to.deep.equal([
      ["2024-01-01T05:00+05:45", 60],
      ["2024-01-01T06:00+05:45", 60],
    ]);
    expect(hours("America/St_Johns", "2024-01-01T03:30Z", "2024-01-01T04:30Z")).to.deep.equal([
      ["2024-01-01T00:00-03:30", 60],
    ]);
  });
  it("follow the clock where a zone shifts by half an hour", () => {
    expect(hours("Australia/Lord_Howe", "2024-10-05T14:30Z", "2024-10-05T17:00Z")).to.deep.equal([
      ["2024-10-06T01:00+10:30", 60],
      ["2024-10-06T02:30+11:00", 30],
      ["2024-10-06T03:00+11:00", 60],
    ]);
    expect(hours("Australia/Lord_Howe", "2024-04-06T13:30Z", "2024-04-06T16:00Z")).to.deep.equal([
      ["2024-04-07T00:00+11:00", 60],
      ["2024-04-07T01:00+11:00", 90],
      ["2024-04-07T02:00+10:30", 60],
    ]);
  });
});

describe("parseLocal(text)", () => {
  const parse = (text: string, tz = "UTC") => utc(createCalendar({tz}).parseLocal(text));

  it("a date is the start of that local day", () => {
    expect(parse("2024-03-10")).to.equal("2024-03-10T00:00Z");
    expect(parse("2024-03-10", "America/New_York")).to.equal("2024-03-10T05:00Z");
    expect(parse("2018-11-04", "America/Sao_Paulo")).to.equal("2018-11-04T03:00Z");
    expect(parse("2024-11-03", "America/Havana")).to.equal("2024-11-03T04:00Z");
    expect(parse("2011-12-30", "Pacific/Apia")).to.equal("2011-12-30T10:00Z");
  });
  it("a time without offset is local", () => {
    expect(parse("2024-07-01T09:30", "Europe/Paris")).to.equal("2024-07-01T07:30Z");
    expect(parse("2024-07-01 09:30:15.250", "Europe/Paris")).to.equal("2024-07-01T07:30:15.250Z");
  });
  it("a local time that was skipped moves on by the gap, one that occurs twice is the first", () => {
    expect(parse("2024-03-10T02:30", "America/New_York")).to.equal("2024-03-10T07:30Z");
    expect(parse("2024-11-03T01:30", "America/New_York")).to.equal("2024-11-03T05:30Z");
    expect(parse("2011-12-30T12:00", "Pacific/Apia")).to.equal("2011-12-30T22:00Z");
  });
  it("an offset or Z decides, whatever the zone", () => {
    expect(parse("2024-03-01T09:30:00Z", "Europe/Paris")).to.equal("2024-03-01T09:30Z");
    for (const offset of ["+02:00", "+0200", "+02"])
      expect(parse(`2024-03-01T09:30${offset}`)).to.equal("2024-03-01T07:30Z");
    expect(parse("2024-03-01T09:30-05:30", "Europe/Paris")).to.equal("2024-03-01T15:00Z");
  });
  it("cuts off what is finer than a millisecond", () => {
    expect(createCalendar().parseLocal("2024-03-01T00:00:00.123987Z")).to.equal(at("2024-03-01T00:00:00.123Z"));
  });
  it("knows leap years", () => {
    expect(parse("2000-02-29")).to.equal("2000-02-29T00:00Z");
    expect(() => parse("2024-02-30")).to.throw(QueryError, '"2024-02-30" is not a date: month 2 of 2024 has 29 days');
    expect(() => parse("2100-02-29")).to.throw(QueryError, "has 28 days");
    expect(() => parse("2024-00-01")).to.throw(QueryError, "months go from 01 to 12");
    expect(() => parse("2024-04-00")).to.throw(QueryError, "has 30 days");
  });
  it("names a value that is not a date", () => {
    for (const text of ["last week", "", "2024-3-1", "01/03/2024", "2024-03-01T", "2024-03-01Z", "2024-03-01T9:30"]) {
      expect(() => parse(text)).to.throw(
        QueryError,
        `${JSON.stringify(text)} is not a date or instant; write 2024-03-01`,
      );
    }
    expect(() => parse("2024-03-01T24:00")).to.throw(QueryError, "is not a time");
    expect(() => parse("2024-03-01T10:00+25:00")).to.throw(QueryError, "no valid offset");
    expect(() => parse("+999999-01-01")).to.throw(QueryError, "out of range");
    expect(() => createCalendar().parseLocal("soon", "range[0]")).to.throw(/^range\[0\]: "soon"/);
  });
});

describe("createCalendar(options)", () => {
  it("gives the same calendar for the same options", () => {
    expect(createCalendar({tz: "Europe/Paris", weekStart: 7})).to.equal(
      createCalendar({weekStart: 7, tz: "Europe/Paris"}),
    );
    expect(createCalendar()).to.equal(createCalendar({tz: "UTC", weekStart: 1, fiscalMonth: 1}));
  });
  it("names a zone that is not one, and the nearest", () => {
    expect(() => createCalendar({tz: "Europe/Pariss"})).to.throw(
      QueryError,
      'tz: unknown time zone "Europe/Pariss" (did you mean "Europe/Paris"?)',
    );
    for (const tz of ["+02:00", "", "Mars/Olympus"])
      expect(() => validZone(tz)).to.throw(QueryError, "write an IANA name");
  });
  it("refuses a week start or fiscal month outside its range", () => {
    expect(() => createCalendar({weekStart: 0})).to.throw(
      QueryError,
      "weekStart: must be 1 for Monday to 7 for Sunday; got 0",
    );
    expect(() => createCalendar({fiscalMonth: 13})).to.throw(QueryError, "fiscalMonth: must be 1");
    expect(() => createCalendar({fiscalMonth: 1.5})).to.throw(QueryError, "got 1.5");
  });
});

describe("zone", () => {
  it("counts how often the local clock shows a time", () => {
    const paris = zoneOf("Europe/Paris");
    const local = (text: string) => at(`${text}Z`);
    expect(paris.occurrences(local("2024-03-31T02:30"))).to.equal(0);
    expect(paris.occurrences(local("2024-10-27T02:30"))).to.equal(2);
    expect(paris.occurrences(local("2024-07-01T02:30"))).to.equal(1);
    expect(zoneOf("UTC").occurrences(0)).to.equal(1);
  });
  it("finds two changes within a few weeks", () => {
    // Egypt 2014: summer time was suspended from 26 June to 31 July.
    const offsets = ["2014-05-20", "2014-07-10", "2014-08-10", "2014-10-10"].map(
      (date) => zoneOf("Africa/Cairo").segmentAt(at(date)).offset / HOUR,
    );
    expect(offsets).to.deep.equal([3, 2, 3, 2]);
  });
});

const ZONES = [
  "UTC",
  "America/New_York",
  "America/Sao_Paulo",
  "America/Havana",
  "America/Caracas",
  "Europe/London",
  "Europe/Lisbon",
  "Africa/Casablanca",
  "Africa/Cairo",
  "Asia/Kathmandu",
  "Asia/Tehran",
  "Asia/Pyongyang",
  "Asia/Gaza",
  "Asia/Amman",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Kiritimati",
  "Pacific/Chatham",
  "Antarctica/Troll",
  "America/St_Johns",
];

const anyCalendar = fc
  .record({
    tz: fc.constantFrom(...ZONES),
    weekStart: fc.integer({min: 1, max: 7}),
    fiscalMonth: fc.integer({min: 1, max: 12}),
  })
  .map(createCalendar);
const anyPeriod = fc.constantFrom(...PERIODS);
// 1990 to 2100 everywhere, and near the changes of 1990 to 2037 where the mistakes would be.
const anyInstant = fc.integer({min: at("1990-01-01") / 1000, max: at("2100-01-01") / 1000}).map((s) => s * 1000);
const runs = {numRuns: 400};

function nearAChange(calendar: Calendar, ts: number, minutes: number): number {
  const {to} = calendar.zone.segmentAt(ts);
  return Number.isFinite(to) && to < at("2100-01-01") ? to + minutes * 60_000 : ts;
}
const anyMinutes = fc.integer({min: -1600, max: 1600});

describe("any calendar, any instant", () => {
  it("a period holds its instants: startOf ≤ ts < endOf", () => {
    fc.assert(
      fc.property(anyCalendar, anyPeriod, anyInstant, anyMinutes, (calendar, period, instant, minutes) => {
        for (const ts of [instant, nearAChange(calendar, instant, minutes)]) {
          const n = calendar.periodOf(ts, period);
          expect(Number.isInteger(n)).to.equal(true);
          expect(calendar.startOf(period, n)).to.be.at.most(ts);
          expect(calendar.endOf(period, n)).to.be.above(ts);
        }
      }),
      runs,
    );
  });
  it("periodOf(startOf(n)) is n, unless n is a date that does not exist; startOf never falls", () => {
    fc.assert(
      fc.property(anyCalendar, anyPeriod, anyInstant, (calendar, period, ts) => {
        const n = calendar.periodOf(nearAChange(calendar, ts, 0), period);
        for (let k = n - 3; k < n + 3; k++) {
          const [start, end] = [calendar.startOf(period, k), calendar.endOf(period, k)];
          expect(end).to.be.at.least(start);
          if (end > start) expect(calendar.periodOf(start, period)).to.equal(k);
        }
      }),
      runs,
    );
  });
  it("longer periods are made of whole days", () => {
    fc.assert(
      fc.property(
        anyCalendar,
        fc.constantFrom("week", "month", "quarter", "year"),
        anyInstant,
        (calendar, period, ts) => {
          const n = calendar.periodOf(ts, period);
          const first = calendar.firstDay(period, n);
          expect(calendar.startOf(period, n)).to.equal(calendar.startOf("day", first));
          expect(calendar.periodOfDay(first, period)).to.equal(n);
          expect(calendar.periodOfDay(first - 1, period)).to.equal(n - 1);
        },
      ),
      runs,
    );
  });
  it("offset and date are Temporal's", () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyMinutes, (calendar, instant, minutes) => {
        for (const ts of [instant, nearAChange(calendar, instant, minutes)]) {
          const zoned = Temporal.Instant.fromEpochMilliseconds(ts).toZonedDateTimeISO(calendar.tz);
          expect(calendar.offsetAt(ts)).to.equal(zoned.offsetNanoseconds / 1e6);
          if (calendar.tz === "America/St_Johns") continue; // its dates went back, see above
          const label = calendar.label("day", calendar.localDay(ts));
          expect(label).to.equal(zoned.toPlainDate().toString());
          expect(calendar.startOf("day", calendar.localDay(ts))).to.equal(zoned.startOfDay().epochMilliseconds);
          expect(calendar.weekday(calendar.localDay(ts))).to.equal(zoned.dayOfWeek);
        }
      }),
      runs,
    );
  });
  it("a local time is the instant Temporal calls compatible", () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyMinutes, (calendar, instant, minutes) => {
        const ts = nearAChange(calendar, instant, minutes);
        const local = new Date(ts + calendar.offsetAt(ts)).toISOString().slice(0, -1);
        const expected = Temporal.PlainDateTime.from(local).toZonedDateTime(calendar.tz).epochMilliseconds;
        expect(calendar.parseLocal(local)).to.equal(expected);
        const between = new Date(ts + calendar.offsetAt(ts - DAY)).toISOString().slice(0, -1);
        const other = Temporal.PlainDateTime.from(between).toZonedDateTime(calendar.tz).epochMilliseconds;
        expect(calendar.parseLocal(between)).to.equal(other);
      }),
      runs,
    );
  });
  it("an hour's label is an instant: its start", () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyMinutes, (calendar, instant, minutes) => {
        const n = calendar.periodOf(nearAChange(calendar, instant, minutes), "hour");
        expect(calendar.parseLocal(calendar.label("hour", n))).to.equal(calendar.startOf("hour", n));
      }),
      runs,
    );
  });
  it("periodNumbers gives the numbers of periodOf, in any order of instants", () => {
    const instants = fc.array(fc.tuple(anyInstant, anyMinutes), {maxLength: 60});
    fc.assert(
      fc.property(anyCalendar, anyPeriod, instants, fc.boolean(), (calendar, period, pairs, near) => {
        const base = pairs[0]?.[0] ?? 0;
        const ts = Float64Array.from(pairs, ([t, minutes]) => nearAChange(calendar, near ? base : t, minutes));
        const expected = Array.from(ts, (t) => calendar.periodOf(t, period));
        expect(Array.from(calendar.periodNumbers(ts, period))).to.deep.equal(expected);
      }),
      runs,
    );
  });
  it("agrees with UTC dates far outside, years 1 and 9999", () => {
    for (const date of ["0001-01-01", "0099-12-31", "1582-10-10", "9999-12-31", "-000001-03-01", "+012024-02-29"]) {
      expect(isoDate(at(date) / DAY)).to.equal(date);
      for (const tz of ["Europe/Paris", "UTC"]) {
        const calendar = createCalendar({tz});
        expect(calendar.label("day", calendar.localDay(calendar.parseLocal(date)))).to.equal(date);
      }
    }
  });
});

describe("periodNumbers(ts, period, out, from, to)", () => {
  const calendar = createCalendar({tz: "Europe/Paris"});
  const ts = Float64Array.from(
    ["2024-01-31T22:59Z", "2024-01-31T23:00Z", "2024-02-29T12:00Z", "2024-03-31T22:00Z"],
    at,
  );

  it("numbers a part: element k belongs to ts[from + k]", () => {
    const [january, february] = [calendar.periodOf(ts[0]!, "month"), calendar.periodOf(ts[1]!, "month")];
    expect(february).to.equal(january + 1);
    expect(Array.from(calendar.periodNumbers(ts, "month", undefined, 1, 3))).to.deep.equal([february, february]);
  });
  it("writes into the array it is given", () => {
    const out = new Int32Array(4);
    expect(calendar.periodNumbers(ts, "day", out.subarray(1, 3), 1, 3).buffer).to.equal(out.buffer);
    expect(Array.from(out)).to.deep.equal([0, dayNumber("2024-02-01"), dayNumber("2024-02-29"), 0]);
  });
  it("of nothing is nothing", () => {
    for (const period of PERIODS) expect(calendar.periodNumbers(new Float64Array(0), period)).to.have.length(0);
  });
});

describe("periodsBetween(period, from, to)", () => {
  const calendar = createCalendar();
  it("gives the whole periods that meet [from, to)", () => {
    const {first, last} = calendar.periodsBetween("month", at("2024-01-31T23:59Z"), at("2024-03-01T00:00Z"));
    expect([calendar.label("month", first), calendar.label("month", last)]).to.deep.equal(["2024-01-01", "2024-02-01"]);
  });
  it("an empty range has no periods", () => {
    const {first, last} = calendar.periodsBetween("day", at("2024-01-01"), at("2024-01-01"));
    expect(last - first).to.equal(-1);
  });
});
