// Names of periods in German, for sentences and widgets.
import type {Patterns} from "../patterns.js";

export const periodsDe = {
  "period.hour": "Stunde",
  "period.day": "Tag",
  "period.week": "Woche",
  "period.month": "Monat",
  "period.quarter": "Quartal",
  "period.year": "Jahr",
} as const satisfies Patterns;
