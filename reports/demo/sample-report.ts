// The report of the demo: the sample company's lifecycle from first visit to revenue, one section for each kind of question.
import {defineReport, type ReportSpec} from "../index.js";

/** Where the picture holds every number, or the table would be hundreds of rows long. */
const PICTURE = {view: "chart"};

/** Report over the sample data; its paths are relative to the folder of those. */
export const sampleReport: ReportSpec = defineReport({
  title: "Harbour: lifecycle review, first half of 2026",
  inputs: ["events.csv"],
  tables: {
    profiles: "profiles.csv",
    links: "links.csv",
    accounts: "accounts.csv",
    memberships: "memberships.csv",
    subscriptions: "subscriptions.csv",
    surveys: "surveys.csv",
    surveyInvites: "survey-invites.csv",
    invites: "invites.csv",
    touches: "touches.csv",
    annotations: "annotations.csv",
  },
  range: ["2026-01-01", "2026-07-01"],
  maxRows: 26,
  sections: [
    {
      heading: "Active people this week",
      query: {
        kind: "metric",
        measure: "uniques",
        event: ["login", "feature_used"],
        range: ["2026-01-05", "2026-06-29"],
      },
    },
    {
      heading: "Who gets to the first value",
      query: {kind: "metric", measure: "activation_rate", period: "month", goal: {target: 0.6, by: "2026-07-01"}},
    },
    {
      heading: "Target accounts that were reached",
      query: {kind: "metric", measure: "account_coverage", period: "month", anomaly: false},
    },
    {
      heading: "From the first visit to the first value",
      query: {kind: "funnel", steps: ["visit", "signup", "project_created", "activated"], window: "P14D"},
      note: "Someone is activated who has created a project and comes back to use it. Whoever came less than 14 days before the end still has time.",
    },
    {
      heading: "Churn without a contract, by plan",
      query: {
        kind: "metric",
        measure: "churn_rate_no_contract",
        period: "month",
        event: ["login", "feature_used"],
        breakdown: {prop: "plan", source: "profile"},
        range: ["2025-07-01", "2026-07-01"],
      },
      props: {...PICTURE, display: "chart"},
    },
    {
      heading: "From the first visit to the first value, by channel",
      query: {
        kind: "funnel",
        steps: ["visit", "signup", "activated"],
        window: "P14D",
        breakdown: {prop: "channel", top: 5},
      },
    },
    {
      heading: "The second quarter beside the first",
      query: {
        kind: "funnel",
        steps: ["visit", "signup", "activated"],
        window: "P14D",
        range: ["2026-04-01", "2026-07-01"],
        compare: "previous",
      },
    },
    {
      heading: "Where people stand",
      query: {kind: "stages", period: "month", range: ["2025-07-01", "2026-07-01"]},
      props: PICTURE,
    },
    {
      heading: "From stage to stage in a quarter",
      query: {kind: "stages", period: "quarter", range: ["2026-01-01", "2026-07-01"]},
      widget: "stage-flow",
      props: PICTURE,
    },
    {
      heading: "What people do first",
      query: {kind: "paths", anchor: {at: "start"}, steps: 4, top: 8},
      props: PICTURE,
    },
    {
      heading: "Who was active",
      query: {
        kind: "growth",
        activity: ["login", "feature_used"],
        period: "month",
        range: ["2025-04-01", "2026-07-01"],
      },
    },
    {
      heading: "Who comes back after signing up",
      query: {kind: "retention", start: "signup", return: "feature_used", period: "week", n: 12},
      props: PICTURE,
    },
    {
      heading: "How it fades, by plan",
      query: {
        kind: "retention",
        start: "activated",
        return: "feature_used",
        period: "week",
        n: 12,
        breakdown: {prop: "plan", source: "profile"},
        range: ["2025-07-01", "2026-07-01"],
      },
      widget: "retention-curve",
      props: PICTURE,
    },
    {
      heading: "How many days a month",
      query: {kind: "stickiness", activity: "feature_used", interval: "month", subPeriod: "day"},
      props: PICTURE,
    },
    {
      heading: "Subscription revenue",
      query: {kind: "mrr", period: "month", range: ["2025-07-01", "2026-07-01"]},
    },
    {
      heading: "Purchases",
      query: {kind: "revenue", period: "month", range: ["2025-07-01", "2026-07-01"]},
    },
    {
      heading: "What a person brings over time",
      query: {kind: "ltv", period: "month", range: ["2025-01-01", "2026-07-01"]},
    },
    {
      heading: "What a customer is expected to bring",
      query: {
        kind: "metric",
        measure: "clv_predicted",
        period: "quarter",
        anomaly: false,
        range: ["2026-01-01", "2026-07-01"],
      },
      note: "The mean over all who have bought, for twelve periods of 30 days after the end of each quarter, by models of how often and for how much people buy.",
    },
    {
      heading: "What came in",
      query: {kind: "quality"},
    },
  ],
  outputs: [
    {format: "html", file: "lifecycle-review"},
    {format: "pdf", file: "lifecycle-review"},
  ],
});
