// What each kind of question takes: plain questions as a page asks them, over the log with money, accounts and the tables beside it.
import {DAY, FIRST_DAY} from "./workloads.mjs";

const START = FIRST_DAY * DAY;
const END = START + 182 * DAY;
const iso = (ms) => new Date(ms).toISOString();

/** Everything that is asked, by the name it is told under. `kind` where that is another name. */
export const KINDS = {
  "funnel": {steps: ["visit", "signup", "purchase"], window: "P14D", breakdown: {prop: "country"}},
  "retention": {period: "week"},
  "growth": {period: "week"},
  "stages": {period: "week"},
  "stickiness": {},
  "paths": {steps: 5},
  "revenue": {},
  "mrr": {},
  "ltv": {},
  "clv": {},
  "survival": {start: "signup", end: "purchase"},
  "survival, by silence": {kind: "survival"},
  "risk": {},
  "attribution": {conversion: "purchase"},
  "survey": {question: "q1", metric: "nps"},
  "referral": {},
  "accounts": {},
  "metric, count": {kind: "metric", measure: "count", period: "day"},
  "metric, uniques": {kind: "metric", measure: "uniques", period: "day"},
  "metric, sum": {kind: "metric", measure: "sum", prop: "amount", event: "purchase"},
  "metric, activation_rate": {kind: "metric", measure: "activation_rate"},
  "metric, churn_rate": {kind: "metric", measure: "churn_rate"},
  "metric, engagement": {kind: "metric", measure: "engagement"},
  "metric, referral_rate": {kind: "metric", measure: "referral_rate", unknownNames: "allow"},
  "metric, at_risk": {kind: "metric", measure: "at_risk"},
  "units of a retention cell": {
    kind: "units",
    behind: {query: {kind: "retention", period: "week"}, row: {cohort: "2025-02-03", n: 3}},
  },
  "units of a funnel step": {
    kind: "units",
    behind: {query: {kind: "funnel", steps: ["visit", "signup"], window: "P14D"}, row: {step: 2}},
  },
  "quality": {},
  "customer": {id: "u0000017"},
};

/** How each is asked, from run to run another question: as of now, as of an instant within the data, and by a filter that changes. */
export const WAYS = {
  "as of now": (run) => ({asOf: iso(END + 1 + run)}),
  "as of a week ago": (run) => ({asOf: iso(END - 7 * DAY + run)}),
  "filtered": (run) => ({
    where: {prop: "country", op: "eq", value: ["US", "GB", "DE", "FR", "SE", "BR", "ES", "IN", "JP", "AU"][run % 10]},
    range: [iso(START + run * DAY), iso(END - run * DAY)],
    asOf: iso(END + 1),
  }),
};

/** The query of a run. What is asked about another question is put to that question. */
export function kindQuery(name, way, run) {
  const {behind, ...query} = {kind: name, ...KINDS[name]};
  const own = WAYS[way](run);
  return behind
    ? {...query, behind: {...behind, query: {...behind.query, ...own}}, asOf: own.asOf}
    : {...query, ...own};
}

/** Input and tables for a worker: the log of `generateEvents` with an account for each ten users and an amount on each purchase. */
export function kindsData({ts, user, name, country, plan}) {
  const users = user.dictionary.length - 1;
  const accounts = Math.ceil(users / 10);
  const purchase = name.dictionary.indexOf("purchase");
  const amount = new Float64Array(ts.length).fill(NaN);
  const account = {
    codes: new Uint32Array(ts.length),
    dictionary: Array.from({length: accounts + 1}, (_, a) => (a ? `a${String(a).padStart(6, "0")}` : null)),
  };
  for (let i = 0; i < ts.length; i++) {
    account.codes[i] = (user.codes[i] % accounts) + 1;
    if (name.codes[i] === purchase) amount[i] = 500 + ((i * 7919) % 20_000);
  }
  return {
    input: {ts, user, name, country, plan, account, amount},
    tables: tablesOf(user.dictionary.slice(1), account.dictionary.slice(1)),
  };
}

/** An instant for the n-th of something, spread over most of the log. */
const day = (n, days = 0) => iso(START + (((n * 7919) % 170) + days) * DAY);

function tablesOf(users, accounts) {
  const some = (every) => users.filter((_, u) => u % every === 0);
  return {
    subscriptions: accounts.map((account, a) => ({
      account,
      amount: 1000 + (a % 7) * 500,
      currency: "EUR",
      interval: a % 3 ? "month" : "year",
      from: day(a),
      to: a % 4 ? null : day(a, 60),
    })),
    invites: some(5).map((from, u) => ({from, to: users[(u * 31) % users.length], ts: day(u), code: `c${u}`})),
    touches: some(2).map((unit, u) => ({unit, ts: day(u), channel: ["ads", "mail", "direct", "search"][u % 4]})),
    surveys: some(10).map((unit, u) => ({unit, ts: day(u), survey: "s1", question: "q1", value: (u * 7) % 11})),
  };
}
