// The words of lk-revenue.
import type {Catalogue} from "../format/catalogue.js";

export const messages: Catalogue = {
  en: {
    "rule":
      "Revenue is the sum of all amounts in a period, refunds taken off in the period of the refund. ARPU divides it by those active in the period, ARPPU by those who paid in it.",
    "title.revenue": "Revenue",
    "title.perUnit": "Per person",
    "label.arpu": "active (ARPU)",
    "label.arppu": "paying (ARPPU)",
    "mark": "{period}: {amount}",
    "mark.group": "{period}, {group}: {amount}",
    "tip.revenue": "Revenue",
    "tip.active": "Active",
    "tip.payers": "Paying",
    "tip.orders": "Orders",
    "tip.arpu": "Per active person",
    "tip.arppu": "Per paying person",
    "tip.aov": "Per order",
    "column.arpu": "ARPU",
    "column.payers": "Paying",
    "column.arppu": "ARPPU",
    "column.orders": "Orders",
    "column.aov": "Per order",
  },
  de: {
    "rule":
      "Umsatz ist die Summe aller Beträge eines Zeitraums, Erstattungen abgezogen im Zeitraum der Erstattung. ARPU teilt durch die Aktiven des Zeitraums, ARPPU durch jene, die darin zahlten.",
    "title.revenue": "Umsatz",
    "title.perUnit": "Pro Person",
    "label.arpu": "aktiv (ARPU)",
    "label.arppu": "zahlend (ARPPU)",
    "mark": "{period}: {amount}",
    "mark.group": "{period}, {group}: {amount}",
    "tip.revenue": "Umsatz",
    "tip.active": "Aktiv",
    "tip.payers": "Zahlend",
    "tip.orders": "Bestellungen",
    "tip.arpu": "Pro aktiver Person",
    "tip.arppu": "Pro zahlender Person",
    "tip.aov": "Pro Bestellung",
    "column.arpu": "ARPU",
    "column.payers": "Zahlend",
    "column.arppu": "ARPPU",
    "column.orders": "Bestellungen",
    "column.aov": "Pro Bestellung",
  },
};
