// The sentence of each kind of answer, in English and in German, from real answers.
import {expect} from "@esm-bundle/chai";
import {tableOf} from "../../../engine/model/table.js";
import {resultFromJson} from "../../../engine/results/result.js";
import {hasSentences, sentencesFor} from "../../../engine/results/languages.js";
import type {Patterns} from "../../../engine/results/patterns.js";
import {summarise} from "../../../engine/results/summarise.js";
import {COMPARED} from "../../../engine/results/summaries/compared.js";
import {CUSTOMER} from "../../../engine/results/summaries/customer.js";
import {EVENTS} from "../../../engine/results/summaries/event-words.js";
import {FUNNEL} from "../../../engine/results/summaries/funnel.js";
import {GROWTH} from "../../../engine/results/summaries/growth.js";
import {LTV} from "../../../engine/results/summaries/ltv.js";
import {BASIC} from "../../../engine/results/summaries/measure-label.js";
import {METRIC} from "../../../engine/results/summaries/metric.js";
import {MRR} from "../../../engine/results/summaries/mrr.js";
import {PATHS} from "../../../engine/results/summaries/paths.js";
import {PERIODS} from "../../../engine/results/summaries/period-words.js";
import {QUALITY} from "../../../engine/results/summaries/quality.js";
import {RETENTION} from "../../../engine/results/summaries/retention.js";
import {REVENUE} from "../../../engine/results/summaries/revenue.js";
import {RISK} from "../../../engine/results/summaries/risk.js";
import {STAGES} from "../../../engine/results/summaries/stages.js";
import {STICKINESS} from "../../../engine/results/summaries/stickiness.js";
import {SURVIVAL} from "../../../engine/results/summaries/survival.js";
import {UNITS} from "../../../engine/results/summaries/units.js";
import {COMMON} from "../../../engine/results/words.js";
import type {QueryInput} from "../../../engine/model/query.js";
import type {Dataset} from "../../../engine/model/dataset.js";
import {ask} from "../../helpers/ask.js";
import {at, datasetOf, type TestEvent} from "../../helpers/dataset.js";

// Four people over two weeks: ana buys on her second day and stays, bo and cy come back once, di does not.
const events: TestEvent[] = [
  {user: "ana", ts: "2024-03-04 09:00", name: "signup", props: {plan: "pro"}},
  {user: "ana", ts: "2024-03-05 10:00", name: "buy", amount: 1250, currency: "EUR", props: {plan: "pro"}},
  {user: "ana", ts: "2024-03-12 10:00", name: "login", props: {plan: "pro"}},
  {user: "bo", ts: "2024-03-05 09:00", name: "signup", props: {plan: "free"}},
  {user: "bo", ts: "2024-03-13 09:00", name: "login", props: {plan: "free"}},
  {user: "cy", ts: "2024-03-05 12:00", name: "signup", props: {plan: "free"}},
  {user: "cy", ts: "2024-03-17 12:00", name: "buy", amount: 500, currency: "EUR", props: {plan: "free"}},
  {user: "di", ts: "2024-03-06 08:00", name: "signup", props: {plan: "free"}},
];
const subscriptions = tableOf(
  ["account", "amount", "interval", "from", "to", "currency"],
  [
    {account: "x", amount: 10_000, interval: "month", from: at("2024-01-01"), to: null, currency: "EUR"},
    {account: "y", amount: 5000, interval: "month", from: at("2024-01-01"), to: at("2024-02-10"), currency: "EUR"},
  ],
);
const shop = datasetOf(events, {asOf: "2024-03-18"});
const company = datasetOf([{user: "u", account: "x", ts: "2024-02-10", name: "login"}], {
  asOf: "2024-03-01",
  tables: {subscriptions},
});
const silent = datasetOf(
  Array.from({length: 40}, (_, i): TestEvent[] =>
    [0, 2, 4].map((day) => ({user: `u${i}`, ts: at("2024-03-01") + day * 86_400_000, name: "x"})),
  ).flat(),
  {asOf: "2024-03-08"},
);

const german = (await sentencesFor("de-DE"))!;
const inGerman = (data: Dataset, query: QueryInput) =>
  summarise(resultFromJson(ask(data, query)), "de-DE", german).replaceAll(/[\u00a0\u202f]/g, " ");

const cases: [what: string, data: Dataset, query: QueryInput, english: string, german: string][] = [
  [
    "funnel",
    shop,
    {kind: "funnel", steps: ["signup", "buy"]},
    "50% of 4 people who did “signup” got to “buy” within 14 days; 2 still have time.",
    "50 % von 4 Personen mit „signup“ kamen innerhalb von 14 Tagen bis „buy“; 2 haben noch Zeit.",
  ],
  [
    "funnel in any order",
    shop,
    {kind: "funnel", steps: ["signup", "buy"], order: "any", window: "PT1H"},
    "0% of 4 people who did any of 2 steps did all of them within 1 hour.",
    "0 % von 4 Personen mit einem von 2 Schritten schafften innerhalb von 1 Stunde alle.",
  ],
  [
    "funnel of attempts",
    shop,
    {kind: "funnel", steps: ["buy", "login"], entry: "all", window: "P7D", range: ["2024-03-05", "2024-03-06"]},
    "100% of 1 attempt that began with “buy” got to “login” within 7 days.",
    "100 % von 1 Versuch ab „buy“ kamen innerhalb von 7 Tagen bis „login“.",
  ],
  [
    "funnel that nobody entered",
    shop,
    {kind: "funnel", steps: ["buy", "login"], range: ["2024-03-06", "2024-03-07"]},
    "Nobody did “buy” in this time.",
    "In dieser Zeit gibt es niemanden mit „buy“.",
  ],
  [
    "retention",
    shop,
    {kind: "retention", start: "signup", n: 2},
    "Of 4 people who did “signup”, 75% came back in week 1.",
    "Von 4 Personen mit „signup“ kamen 75 % in Woche 1 wieder.",
  ],
  [
    "retention by days, recurring",
    shop,
    {
      kind: "retention",
      start: ["signup", "login"],
      period: "day",
      cohort: "recurring",
      criterion: "on_or_after",
      mode: "rolling",
      n: 7,
    },
    "Of 6 entries into 5 cohorts, 50% came back on day 1 after the start or later and 75% on day 7 after the start or later.",
    "Von 6 Eintritten in 5 Kohorten kamen 50 % an Tag 1 nach dem Start oder später und 75 % an Tag 7 nach dem Start oder später wieder.",
  ],
  [
    "growth",
    shop,
    {kind: "growth", period: "week"},
    "In the week of Mar 11, 2024, 3 people were active: 0 new, 3 retained and 0 back after a break; 1 went dormant.",
    "In der Woche ab 11.03.2024 waren 3 Personen aktiv: 0 neu, 3 geblieben, 0 nach einer Pause zurück; 1 wurden still.",
  ],
  [
    "growth of one event, under way",
    shop,
    {kind: "growth", period: "month", activity: {event: "buy", where: {prop: "plan", op: "eq", value: "pro"}}},
    "In March 2024 so far, 1 person did “buy” (filtered): 1 new, 0 retained and 0 back after a break; 0 went dormant.",
    "Im März 2024 (bisher) gab es 1 Person mit „buy“ (gefiltert): 1 neu, 0 geblieben, 0 nach einer Pause zurück; 0 wurden still.",
  ],
  [
    "stages",
    shop,
    {kind: "stages"},
    "In the week of Mar 11, 2024, 4 people were on the journey: 100% in Onboarding.",
    "In der Woche ab 11.03.2024 waren 4 Personen auf dem Weg: 100 % in Einführung.",
  ],
  [
    "stages now",
    shop,
    {kind: "stages", tables: ["now"]},
    "Of 4 people, 100% in Onboarding.",
    "Von 4 Personen sind 100 % in Einführung.",
  ],
  [
    "stages of one's own keep their labels",
    shop,
    {
      kind: "stages",
      tables: ["transitions"],
      rules: {
        id: "own",
        version: 1,
        states: [{id: "retention", label: "Kunde", order: 1, when: {event: "buy"}}],
        else: {id: "inactive", label: "Inactive"},
      },
    },
    "The most frequent change was from Inactive to Kunde (2 times).",
    "Am häufigsten war der Wechsel von Inaktiv nach Kunde (2-mal).",
  ],
  [
    "stickiness",
    shop,
    {kind: "stickiness", interval: "week"},
    "In the week of Mar 11, 2024, 3 people were active, 0.4 of them in an average day (14%).",
    "In der Woche ab 11.03.2024 waren 3 Personen aktiv, im Mittel 0,4 je Tag (14 %).",
  ],
  [
    "paths",
    shop,
    {kind: "paths", unit: "user"},
    "100% of 4 people start with signup; the most frequent next step is buy (50%).",
    "100 % von 4 Personen beginnen mit signup; am häufigsten folgt buy (50 %).",
  ],
  [
    "revenue",
    shop,
    {kind: "revenue", period: "week"},
    "€5.00 in the week of Mar 11, 2024, by 1 of 3 people; €1.67 for each active one.",
    "5,00 € in der Woche ab 11.03.2024, von 3 Personen haben 1 gezahlt; je Aktivem 1,67 €.",
  ],
  [
    "ltv",
    shop,
    {kind: "ltv", period: "week"},
    "By week 1 after the start a person has brought €4.38 (incremental, 4 people observed that long).",
    "Bis Woche 1 nach dem Start hat eine Person 4,38 € gebracht (inkrementell; so lange beobachtet: 4 Personen).",
  ],
  [
    "mrr",
    company,
    {kind: "mrr"},
    "MRR was €100.00 from 1 account at the end of February 2024; net revenue retention 67%, 1 of 2 accounts lost.",
    "MRR war Ende Februar 2024 100,00 € von 1 Firma; Netto-Umsatzbindung 67 %, 1 von 2 Firmen verloren.",
  ],
  [
    "survival",
    shop,
    {kind: "survival", start: "signup", end: "buy"},
    "Half of 4 people who did “signup” did “buy” within 12 days.",
    "Bei der Hälfte von 4 Personen mit „signup“ kam „buy“ innerhalb von 12 Tagen.",
  ],
  [
    "risk",
    silent,
    {kind: "risk", horizon: "P3D"},
    "Of 40 people, 40 (100%) are at risk of staying silent for another 3 days, 40 of them critically.",
    "Von 40 Personen sind 40 (100 %) in Gefahr, weitere 3 Tage still zu bleiben, 40 davon akut.",
  ],
  [
    "risk that cannot be told",
    shop,
    {kind: "risk"},
    "Of 4 people, nobody can be scored: too few silences have lasted as long.",
    "Von 4 Personen lässt sich niemand einschätzen: Zu wenige Pausen dauerten so lange.",
  ],
  [
    "risk of buyers that cannot be told",
    shop,
    {kind: "risk", score: "bgnbd", activity: "signup"},
    "Of 4 people, nobody can be scored: 4 customers; 50 are needed.",
    "Von 4 Personen lässt sich niemand einschätzen: 4 Kunden; nötig sind 50.",
  ],
  ["quality", shop, {kind: "quality"}, "No rows came in.", "Es kamen keine Zeilen."],
  [
    "customer",
    shop,
    {kind: "customer", id: "ana"},
    "ana: 3 events between Mar 4, 2024 and Mar 12, 2024, €12.50 paid; in Onboarding since Mar 4, 2024.",
    "ana: 3 Ereignisse zwischen 04.03.2024 und 12.03.2024, 12,50 € gezahlt; seit 04.03.2024 in Einführung.",
  ],
  [
    "units",
    shop,
    {kind: "units", behind: {query: {kind: "funnel", steps: ["signup", "buy"]}, table: "steps", row: {step: 2}}},
    "2 people behind this number.",
    "2 Personen hinter dieser Zahl.",
  ],
  [
    "metric",
    shop,
    {kind: "metric", measure: "count", event: "login", goal: {target: 5}},
    "Events “login”: 2 in the week of Mar 11, 2024, up from 0 the week before; the goal of 5 is missed.",
    "Ereignisse „login“: 2 in der Woche ab 11.03.2024, gestiegen von 0 im Zeitraum davor (Woche); das Ziel 5 ist verfehlt.",
  ],
  [
    "metric with options in its name",
    shop,
    {kind: "metric", measure: "retention_rate", options: {criterion: "on_or_after"}},
    "Retention rate, week 1, on or after: 75% in the week of Mar 4, 2024.",
    "Bindungsrate, Woche 1, dann oder später: 75 % in der Woche ab 04.03.2024.",
  ],
  [
    "comparison",
    shop,
    {kind: "metric", measure: "sum", prop: "amount", compare: {a: {event: "login"}, b: {event: "buy"}}},
    "Sum of amount in the week of Mar 11, 2024: €5.00 in B against €0.00 in A, +€5.00; no interval, since how much it varies is not known.",
    "Summe von amount in der Woche ab 11.03.2024: 5,00 € bei B gegenüber 0,00 € bei A, +5,00 €; kein Intervall, da nicht bekannt ist, wie sehr der Wert streut.",
  ],
  [
    "ranges compared, by their days",
    shop,
    {
      kind: "funnel",
      steps: ["signup", "login"],
      window: "P7D",
      range: ["2024-03-11", "2024-03-18"],
      compare: {range: ["2024-03-04", "2024-03-11"]},
    },
    "Nothing of Mar 4 – 10, 2024 and Mar 11 – 17, 2024 can be compared: no equally mature figures on both sides.",
    "Nichts von 04.–10.03.2024 und 11.–17.03.2024 ist vergleichbar: keine Zahl ist auf beiden Seiten gleich lange beobachtet.",
  ],
  [
    "nothing to compare",
    shop,
    {kind: "funnel", steps: ["signup", "buy"], compare: {a: {event: "login"}, b: {event: "buy"}}},
    "Nothing of A and B can be compared: no equally mature figures on both sides.",
    "Nichts von A und B ist vergleichbar: keine Zahl ist auf beiden Seiten gleich lange beobachtet.",
  ],
];

describe("the sentence of an answer", () => {
  for (const [what, data, query, english, inOther] of cases)
    it(`of ${what}, in English on the wire and in German`, () => {
      const {summary} = ask(data, query);
      expect(summary).to.equal(english);
      expect(inGerman(data, query)).to.equal(inOther);
    });

  it("is English in a language that has no sentences, with figures as that writes them", async () => {
    expect(await sentencesFor("fr")).to.equal(undefined);
    expect([hasSentences("fr"), hasSentences("de-AT"), hasSentences("en-GB")]).to.deep.equal([false, true, true]);
    const answer = resultFromJson(ask(shop, {kind: "revenue", period: "week"}));
    expect(summarise(answer, "fr", await sentencesFor("fr")).replaceAll(/[\u00a0\u202f]/g, " ")).to.equal(
      "5,00 € in the week of Mar 11, 2024, by 1 of 3 people; 1,67 € for each active one.",
    );
  });
});

describe("a catalogue of sentences", () => {
  const english: Patterns = Object.assign(
    {},
    ...[COMMON, EVENTS, PERIODS, BASIC, COMPARED, CUSTOMER, FUNNEL, GROWTH, LTV, METRIC, MRR, PATHS, QUALITY],
    ...[RETENTION, REVENUE, RISK, STAGES, STICKINESS, SURVIVAL, UNITS],
  ) as Patterns;
  const gaps = (pattern: string) => new Set(pattern.match(/\{\w+\}/g));

  it("has every sentence that English has, and fills no gap that the sentence does not offer", () => {
    for (const [key, pattern] of Object.entries(english)) {
      expect(german, key).to.have.property(key);
      const offered = gaps(pattern);
      // A period is offered by its name, in the singular and the plural.
      for (const gap of gaps(german[key]!))
        expect(offered.has(gap) || /period/.test(gap), `${key}: ${gap}`).to.equal(true);
    }
  });
});
