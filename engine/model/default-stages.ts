// The default rule set of stages, "default-8" (semantics 7.2), as plain JSON.
import type {StageRulesInput} from "./stage-rules.js";

const ACTIVE = {event: "active", within: "P28D"};

/**
 * Eight stages of a customer's life and `inactive` for those who went quiet. Version 1. List order is priority. `stated`: an event counts
 * for an alias by its name, and by the stage that its source gave it (design.md section 7): acquisition is a sign-up when its name says so,
 * else a lead; onboarding counts once it is completed.
 */
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
  stated: [
    {stage: "awareness", as: "touch"},
    {
      stage: "acquisition",
      words: [
        "sign up",
        "signup",
        "signed up",
        "register",
        "registered",
        "registration",
        "account created",
        "converted",
        "convert",
        "customer",
        "purchase",
        "purchased",
        "order completed",
      ],
      as: "signup",
    },
    {stage: "acquisition", as: "lead"},
    {
      stage: "onboarding",
      words: ["complete", "completed", "completion", "finish", "finished", "activate", "activated", "activation"],
      as: "activate",
    },
    {stage: "engagement", as: "active"},
    {stage: "retention", as: "active"},
    {stage: "reactivation", as: "active"},
    {stage: "referral", as: "refer"},
    {stage: "advocacy", as: "advocate"},
  ],
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
