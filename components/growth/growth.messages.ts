// The words of lk-growth.
import type {Catalogue} from "../format/catalogue.js";

export const messages: Catalogue = {
  en: {
    "rule":
      "Active in a period are all with at least one such event. New are those active for the first time ever, retained those active in the period before too, resurrected those who came back; dormant those active in the period before and not in this one. The quick ratio is gained over lost.",
    "class.new": "New",
    "class.retained": "Retained",
    "class.resurrected": "Resurrected",
    "class.dormant": "Dormant",
    "axis.units": "Number of {unit}",
    "ratio.title": "Quick ratio: gained for each one lost",
    "mark": "{period}, {class}: {n}",
    "tip.active": "Active",
    "tip.ratio": "Quick ratio",
    "tip.retention": "Retained of the period before",
    "note.open": "The period is not over: dormant can only fall, retained only rise.",
    "column.new": "New",
    "column.resurrected": "Resurrected",
    "column.dormant": "Dormant",
    "column.quick_ratio": "Quick ratio",
    "column.retention": "Retention",
    "column.dormant_stock": "Dormant in all",
    "column.win_back": "Win-back rate",
  },
  de: {
    "rule":
      "Aktiv sind in einem Zeitraum alle mit mindestens einem solchen Ereignis. Neu ist, wer zum ersten Mal aktiv ist; geblieben, wer es auch im Zeitraum davor war; zurück, wer wiederkam; ruhend, wer davor aktiv war und jetzt nicht. Die Quick Ratio ist Gewonnene durch Verlorene.",
    "class.new": "Neu",
    "class.retained": "Geblieben",
    "class.resurrected": "Zurück",
    "class.dormant": "Ruhend",
    "axis.units": "Anzahl {unit}",
    "ratio.title": "Quick Ratio: Gewonnene je Verlorenem",
    "mark": "{period}, {class}: {n}",
    "tip.active": "Aktiv",
    "tip.ratio": "Quick Ratio",
    "tip.retention": "Geblieben vom Zeitraum davor",
    "note.open": "Der Zeitraum ist nicht vorbei: Ruhende können nur weniger werden, Gebliebene nur mehr.",
    "column.new": "Neu",
    "column.resurrected": "Zurück",
    "column.dormant": "Ruhend",
    "column.quick_ratio": "Quick Ratio",
    "column.retention": "Bindung",
    "column.dormant_stock": "Ruhend insgesamt",
    "column.win_back": "Rückgewinnung",
  },
};
