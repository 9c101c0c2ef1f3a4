// The words of lk-paths.
import type {Catalogue} from "../format/catalogue.js";

export const messages: Catalogue = {
  en: {
    "rule":
      "Each sequence is read event by event from its anchor on; runs of the same event count once. Every position keeps its most frequent events, the rest are (other); a sequence that ends goes to (exit). What flows into an event flows out of it.",
    "node.(exit)": "ends",
    "node.(entry)": "begins",
    "node.(other)": "other",
    "mark": "step {position}, {source} to {target}: {n}, {share} of {source}",
    "tip.count": "Sequences",
    "tip.share": "Of {source}",
    "tip.gap": "Median time between",
    "note.cut.one": "{n} further step is in the table.",
    "note.cut.other": "{n} further steps are in the table.",
    "tip.route": "Most frequent route through it: {route} ({n})",
    "routes": "Most frequent routes",
    "column.position": "Step",
    "column.source": "From",
    "column.target": "To",
    "column.share_of_source": "Of those there",
    "column.median_gap_ms": "Median time between",
    "column.route": "Route",
  },
  de: {
    "rule":
      "Jede Folge wird von ihrem Anker an Ereignis für Ereignis gelesen; Wiederholungen hintereinander zählen einmal. Jede Stelle behält ihre häufigsten Ereignisse, der Rest ist (other); eine Folge, die endet, geht nach (exit). Was in ein Ereignis fließt, fließt auch heraus.",
    "node.(exit)": "endet",
    "node.(entry)": "beginnt",
    "node.(other)": "andere",
    "mark": "Schritt {position}, {source} nach {target}: {n}, {share} von {source}",
    "tip.count": "Folgen",
    "tip.share": "Von {source}",
    "tip.gap": "Median der Zeit dazwischen",
    "note.cut.one": "{n} weiterer Schritt steht in der Tabelle.",
    "note.cut.other": "{n} weitere Schritte stehen in der Tabelle.",
    "tip.route": "Häufigster Weg hindurch: {route} ({n})",
    "routes": "Häufigste Wege",
    "column.position": "Schritt",
    "column.source": "Von",
    "column.target": "Nach",
    "column.share_of_source": "Derer, die dort waren",
    "column.median_gap_ms": "Median der Zeit dazwischen",
    "column.route": "Weg",
  },
};
