// The default stages in German, for sentences and widgets.

export const stagesDe = {
  "stage.awareness": "Aufmerksamkeit",
  "stage.acquisition": "Gewinnung",
  "stage.onboarding": "Einführung",
  "stage.engagement": "Nutzung",
  "stage.retention": "Bindung",
  "stage.reactivation": "Rückkehr",
  "stage.referral": "Empfehlung",
  "stage.advocacy": "Fürsprache",
  "stage.inactive": "Inaktiv",
} as const;
