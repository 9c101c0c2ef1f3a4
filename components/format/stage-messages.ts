// The names of the default stages, for every widget that shows them.
import {stagesDe} from "../../engine/results/sentences/stages.de.js";
import type {Catalogue} from "./catalogue.js";

export const stageMessages = {
  en: {
    "stage.awareness": "Awareness",
    "stage.acquisition": "Acquisition",
    "stage.onboarding": "Onboarding",
    "stage.engagement": "Engagement",
    "stage.retention": "Retention",
    "stage.reactivation": "Reactivation",
    "stage.referral": "Referral",
    "stage.advocacy": "Advocacy",
    "stage.inactive": "Inactive",
    "stage.(entering)": "(entering)",
  },
  de: {
    ...stagesDe,
    "stage.(entering)": "(neu)",
  },
} as const satisfies Catalogue;
