// The names of the default stages, for every widget that shows them.
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
    "stage.awareness": "Aufmerksamkeit",
    "stage.acquisition": "Gewinnung",
    "stage.onboarding": "Einführung",
    "stage.engagement": "Nutzung",
    "stage.retention": "Bindung",
    "stage.reactivation": "Rückkehr",
    "stage.referral": "Empfehlung",
    "stage.advocacy": "Fürsprache",
    "stage.inactive": "Inaktiv",
    "stage.(entering)": "(neu)",
  },
} as const satisfies Catalogue;
