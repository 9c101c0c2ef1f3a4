// The words of lk-dashboard.
import type {Catalogue} from "../format/catalogue.js";

export const messages: Catalogue = {
  en: {
    "filters": "Filters",
    "filter": "{prop} is {value}",
    "filter.none": "without {prop}",
    "filter.stage": "Stage now: {stage}",
    "filter.remove": "Remove filter: {filter}",
    "layout.failed": "This dashboard has a mistake in its layout.",
  },
  de: {
    "filters": "Filter",
    "filter": "{prop} ist {value}",
    "filter.none": "ohne {prop}",
    "filter.stage": "Phase jetzt: {stage}",
    "filter.remove": "Filter entfernen: {filter}",
    "layout.failed": "Die Aufteilung dieser Übersicht hat einen Fehler.",
  },
};
