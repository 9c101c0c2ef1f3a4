// The eight stages of a customer's life that sources speak of, in the order of the journey.

export const LIFECYCLE = [
  "awareness",
  "acquisition",
  "onboarding",
  "engagement",
  "retention",
  "reactivation",
  "referral",
  "advocacy",
] as const;
export type LifecycleStage = (typeof LIFECYCLE)[number];
