// The words of lk-stages.
import type {Catalogue} from "../format/catalogue.js";
import {stageMessages} from "../format/stage-messages.js";

export const messages: Catalogue = {
  en: {
    ...stageMessages.en,
    "rule":
      "At the end of each period everyone known is in exactly one stage: the first whose rule holds just before that instant. Shares add up to everyone known by then.",
    "axis.share": "Share of everyone known",
    "axis.units": "Number of {unit}",
    "mark": "{period}, {stage}: {n}, {share} of everyone known",
    "tip.units": "In this stage",
    "tip.share": "Of everyone known",
    "column.at": "Taken at",
  },
  de: {
    ...stageMessages.de,
    "rule":
      "Am Ende jedes Zeitraums ist jede bekannte Person in genau einer Phase: der ersten, deren Regel unmittelbar davor gilt. Die Anteile ergeben zusammen alle bis dahin Bekannten.",
    "axis.share": "Anteil aller Bekannten",
    "axis.units": "Anzahl {unit}",
    "mark": "{period}, {stage}: {n}, {share} aller Bekannten",
    "tip.units": "In dieser Phase",
    "tip.share": "Von allen Bekannten",
    "column.at": "Stand",
  },
};
