// The default rule set of stages, "default-8" (semantics 7.2), as plain JSON.
import type {StageRulesInput} from "./stage-rules.js";

const ACTIVE = {event: "active", within: "P28D"};

/** Eight stages of a customer's life and `inactive` for those who went quiet. Version 1. List order is priority. */
export const DEFAULT_STAGES: StageRulesInput = {
  id: "default-8",
  version: 1,
  aliases: {
    touch: ["visit", "ad_click", "email_open"],
    lead: ["lead_created", "trial_requested"],
    signup: ["signup"],
    activate: ["activated"],
    active: ["login", "feature_used", "purchase"],
    refer: ["referral_sent"],
    advocate: ["review_posted", "case_study", "reference_call"],
  },
  states: [
    {id: "advocacy", label: "Advocacy", order: 8, when: {all: [ACTIVE, {event: "advocate", within: "P180D"}]}},
    {id: "referral", label: "Referral", order: 7, when: {all: [ACTIVE, {event: "refer", within: "P90D"}]}},
    {
      id: "reactivation",
      label: "Reactivation",
      order: 6,
      when: {all: [ACTIVE, {resumed: "active", gap: "P60D", within: "P28D"}]},
    },
    {id: "retention", label: "Retention", order: 5, when: {all: [ACTIVE, {first: "activate", olderThan: "P56D"}]}},
    {id: "engagement", label: "Engagement", order: 4, when: {all: [ACTIVE, {event: "activate"}]}},
    {
      id: "onboarding",
      label: "Onboarding",
      order: 3,
      when: {
        all: [
          {event: "signup"},
          {not: {event: "activate"}},
          {
            any: [
              {event: "signup", within: "P60D"},
              {event: "active", within: "P60D"},
            ],
          },
        ],
      },
    },
    {
      id: "acquisition",
      label: "Acquisition",
      order: 2,
      when: {all: [{not: {event: "signup"}}, {event: "lead", within: "P60D"}]},
    },
    {
      id: "awareness",
      label: "Awareness",
      order: 1,
      when: {all: [{not: {event: "signup"}}, {not: {event: "lead"}}, {event: "touch", within: "P90D"}]},
    },
  ],
  else: {id: "inactive", label: "Inactive"},
};

/**
 * The alias of `default-8` that an event counts for by the stage its source gave it (design.md section 7), beside those its
 * name gives; null when it counts for none. Acquisition is a sign-up when its name says so, else a lead; onboarding counts
 * once it is completed.
 */
export function defaultAliasOf(stage: string, name: string): string | null {
  switch (stage.toLowerCase()) {
    case "awareness":
      return "touch";
    case "acquisition":
      return /sign.?up|convert|customer/i.test(name) ? "signup" : "lead";
    case "onboarding":
      return /complet|finish|activat/i.test(name) ? "activate" : null;
    case "engagement":
    case "retention":
    case "reactivation":
      return "active";
    case "referral":
      return "refer";
    case "advocacy":
      return "advocate";
    default:
      return null;
  }
}
