// The words of lk-stage-flow.
import type {Catalogue} from "../format/catalogue.js";
import {stageMessages} from "../format/stage-messages.js";

const en = {
  ...stageMessages.en,
  "state.empty": "No whole period has been observed yet, or nobody is in a stage.",
  "rule":
    "Everyone's stage at the start of a period is compared with their stage at its end; all complete periods of the range are added up. Who had no stage at the start enters.",
  "mark": "{from} to {to}: {n}, {rate} of those who were in {from}",
  "mark.stay": "stayed in {from}: {n}, {rate} of those who were there",
  "head.from": "At the start of a period",
  "head.to": "At its end",
  "tip.pairs": "Moved in a period",
  "tip.rate": "Of those who were there",
  "tip.interval": "95% interval",
  "tip.jumps": "Changes in all",
  "column.from": "From",
  "column.to": "To",
  "column.jumps": "Changes",
  "column.jump_rate": "Of changes out of it",
  "column.pairs": "Start to end",
};

const de = {
  ...stageMessages.de,
  "state.empty": "Noch wurde kein ganzer Zeitraum beobachtet, oder niemand ist in einer Phase.",
  "rule":
    "Die Phase jeder Person am Anfang eines Zeitraums wird mit der an seinem Ende verglichen; alle vollständigen Zeiträume werden addiert. Wer am Anfang keine Phase hatte, kommt hinzu.",
  "mark": "{from} nach {to}: {n}, {rate} derer, die in {from} waren",
  "mark.stay": "blieben in {from}: {n}, {rate} derer, die dort waren",
  "head.from": "Am Anfang eines Zeitraums",
  "head.to": "An seinem Ende",
  "tip.pairs": "Wechsel im Zeitraum",
  "tip.rate": "Derer, die dort waren",
  "tip.interval": "95-%-Intervall",
  "tip.jumps": "Wechsel insgesamt",
  "column.from": "Von",
  "column.to": "Nach",
  "column.jumps": "Wechsel",
  "column.jump_rate": "Der Wechsel von dort",
  "column.pairs": "Anfang bis Ende",
};

export const messages: Catalogue = {en, de};
