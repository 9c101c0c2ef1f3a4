// The words of lk-ltv.
import type {Catalogue} from "../format/catalogue.js";

export const messages: Catalogue = {
  en: {
    "state.empty": "Nobody has been observed for a whole period yet, or nobody has brought revenue.",
    "rule": "What a customer has brought on average by the n-th period after the first.",
    "rule.incremental": "Incremental: each age counts everyone who was observed at it, and the steps are added up.",
    "rule.fixed":
      "Fixed: each age counts only those who were observed up to it, so the population changes and the curve may fall.",
    "axis.value": "Revenue per customer",
    "axis.day": "days since the first",
    "axis.week": "weeks since the first",
    "axis.month": "months since the first",
    "axis.quarter": "quarters since the first",
    "axis.year": "years since the first",
    "axis.hour": "hours since the first",
    "mark": "{group}, age {n}: {value}",
    "tip.value": "Per customer so far",
    "tip.eligible": "Observed at this age",
    "tip.revenue": "Revenue at this age",
    "label.form.incremental": "incremental",
    "label.form.fixed": "fixed",
    "column.ltv": "Lifetime value",
  },
  de: {
    "state.empty": "Noch wurde niemand einen ganzen Zeitraum lang beobachtet, oder niemand hat Umsatz gebracht.",
    "rule": "Was eine Kundin oder ein Kunde bis zum n-ten Zeitraum nach dem ersten im Mittel gebracht hat.",
    "rule.incremental":
      "Inkrementell: jedes Alter zählt alle, die darin beobachtet wurden; die Schritte werden addiert.",
    "rule.fixed":
      "Fest: jedes Alter zählt nur jene, die bis dahin beobachtet wurden; die Gruppe wechselt und die Kurve kann fallen.",
    "axis.value": "Umsatz pro Kunde",
    "axis.day": "Tage seit dem ersten",
    "axis.week": "Wochen seit der ersten",
    "axis.month": "Monate seit dem ersten",
    "axis.quarter": "Quartale seit dem ersten",
    "axis.year": "Jahre seit dem ersten",
    "axis.hour": "Stunden seit der ersten",
    "mark": "{group}, Alter {n}: {value}",
    "tip.value": "Bisher pro Kunde",
    "tip.eligible": "In diesem Alter beobachtet",
    "tip.revenue": "Umsatz in diesem Alter",
    "label.form.incremental": "inkrementell",
    "label.form.fixed": "fest",
    "column.ltv": "Kundenwert",
  },
};
