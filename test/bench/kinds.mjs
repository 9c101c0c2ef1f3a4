// One plain question of every kind that the synthetic log can answer: what a widget asks when a page is opened.
export const KINDS = {
  funnel: {steps: ["visit", "signup", "purchase"], window: "P14D", breakdown: {prop: "country"}},
  retention: {period: "week"},
  growth: {period: "week"},
  stages: {period: "week"},
  stickiness: {},
  paths: {steps: 5},
  survival: {start: "signup", end: "purchase"},
  risk: {},
  metric: {measure: "uniques", period: "day"},
  quality: {},
};
