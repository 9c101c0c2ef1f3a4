// What readers see for numbers, shares, durations, money, dates and periods.
import {expect} from "@esm-bundle/chai";
import {columnsOf} from "../../components/format/columns.js";
import {PSEUDO_LOCALE, textOf} from "../../components/format/catalogue.js";
import {formatOf} from "../../components/format/format.js";
import {messages, missingWords} from "../../components/format/common.js";
import {tableOf} from "../../engine/model/table.js";

const en = formatOf("en");
const de = formatOf("de");
/** Intl writes narrow and non-breaking spaces. */
const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, " ");

describe("a text whose gap is filled from right to left", () => {
  it("keeps the order of what fills it", () => {
    const text = textOf("ar", {en: {asOf: "as of {date}"}});
    const date = formatOf("ar").day("2025-10-01T00:00:00Z");
    expect(text("asOf", {date})).to.equal(`as of \u2068${date}\u2069`);
    expect(text("asOf", {date: "Oct 1"})).to.equal("as of Oct 1");
  });
});

describe("formatOf(locale)", () => {
  it("writes – for what is unknown, never zero", () => {
    for (const write of [en.count, en.rate, en.duration, en.compact, en.durationShort])
      expect(write(null)).to.equal("–");
    expect([en.money(null, "EUR"), en.number(NaN), en.day(null), en.period(null, "week")]).to.deep.equal([
      "–",
      "–",
      "–",
      "–",
    ]);
  });
  it("counts by locale", () => expect([en.count(2104), de.count(2104)]).to.deep.equal(["2,104", "2.104"]));
  it("gives rates one decimal below 10 %", () =>
    expect([0.3812, 0.0432, 0, 1].map(en.rate)).to.deep.equal(["38%", "4.3%", "0%", "100%"]));
  it("writes what is less than it can show as less, not as nothing", () => {
    expect([0.0005, 0.00049, 1e-9, -0.0001].map(en.rate)).to.deep.equal(["0.1%", "<0.1%", "<0.1%", ">−0.1%"]);
    expect(de.rate(0.0001)).to.equal("<0,1\u00a0%");
  });
  it("says durations in the largest fitting unit", () => {
    expect(en.durationShort(0)).to.equal("0");
    expect([en.duration(302_400_000), en.duration(7_200_000), en.durationShort(302_400_000)]).to.deep.equal([
      "3.5 days",
      "2 hours",
      "3.5d",
    ]);
  });
  it("scales money by the currency's minor units", () => {
    expect([en.money(123456, "USD"), en.money(1234, "JPY"), plain(de.money(123456, "EUR"))]).to.deep.equal([
      "$1,234.56",
      "¥1,234",
      "1.234,56 €",
    ]);
  });
  it("ends a range on its last day", () => {
    expect(plain(en.range("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"))).to.equal("Jan 1 – 31, 2026");
    expect(plain(en.range("2025-12-31T23:00:00Z", "2026-01-31T23:00:00Z", "Europe/Paris"))).to.equal(
      "Jan 1 – 31, 2026",
    );
  });
  it("reads period labels as local dates, in no zone", () => {
    expect([
      en.period("2026-03-01", "month"),
      en.period("2026-04-01", "quarter"),
      en.period("2026-01-01", "year"),
    ]).to.deep.equal(["Mar 2026", "Q2 2026", "2026"]);
    expect([en.period("2026-03-02", "week"), en.periodShort("2026-03-02", "week")]).to.deep.equal([
      "Mar 2, 2026",
      "Mar 2",
    ]);
    expect(en.periodShort("2026-03-02T14:00+02:00", "hour")).to.equal("14:00");
    expect(en.period("not a date", "day")).to.equal("not a date");
  });
});

describe("textOf(locale, …catalogues)", () => {
  before(async () => void (await missingWords("de")));

  it("chooses the plural by n and writes numbers of the locale", () => {
    expect(textOf("en", messages)("foot.rejected", {n: 1})).to.equal("1 row rejected");
    expect(textOf("de", messages)("foot.rejected", {n: 1200})).to.equal("1.200 Zeilen abgelehnt");
  });
  it("falls back to English, then to readable words", () => {
    const text = textOf("fr-CA", messages);
    expect([text("state.retry"), text("column.quick_ratio")]).to.deep.equal(["Try again", "Quick ratio"]);
  });
  it("lets a later catalogue win", () =>
    expect(textOf("en", messages, {en: {"state.retry": "Once more"}})("state.retry")).to.equal("Once more"));
  it("brackets every message of the pseudo-locale", () => {
    expect(textOf(PSEUDO_LOCALE, messages)("foot.asOf", {date: "today"})).to.equal("⟦ás óf today⟧");
  });
  it("has every message in every language, with the same gaps", () => {
    const gaps = (message: string) => (message.match(/\{\w+\}/g) ?? []).sort().join();
    const {en: english, ...others} = messages;
    // A value of an option is its own word in English.
    const needed = (own: object) => Object.keys(own).filter((key) => !key.startsWith("value."));
    for (const [language, own] of Object.entries(others)) {
      expect(needed(own).sort(), language).to.deep.equal(Object.keys(english!).sort());
      for (const [key, message] of Object.entries(own).filter(([key]) => key in english!))
        expect(gaps(message), `${language} ${key}`).to.equal(gaps(english![key]!));
    }
  });
});

describe("columnsOf(context)", () => {
  const table = tableOf(
    ["period", "units", "rate", "median_ms", "revenue", "status", "empty", "small"],
    [
      {
        period: "2026-01-01",
        units: 12,
        rate: 0.5,
        median_ms: 60_000,
        revenue: 1050,
        status: "in_progress",
        small: true,
      },
    ],
  );
  const columns = columnsOf({
    table,
    format: en,
    text: textOf("en", messages),
    period: "month",
    currency: "USD",
    tz: "UTC",
  });
  it("writes each column as its name promises", () => {
    expect(columns.map(({name, write}) => write(table.get(name, 0), 0))).to.deep.equal([
      "Jan 2026",
      "12",
      "50%",
      "1 minute",
      "$10.50",
      "in progress",
      "yes",
    ]);
  });
  it("leaves out columns that hold nothing", () => expect(columns.map(({name}) => name)).to.not.include("empty"));
  it("aligns figures at the end", () =>
    expect(columns.filter(({numeric}) => numeric).map(({name}) => name)).to.deep.equal([
      "units",
      "rate",
      "median_ms",
      "revenue",
    ]));
});
