// What a row of a comparison is called: the period, step, stage, move or link that it is about.
import {rowsOf, type Row} from "../../engine/model/table.js";
import type {Result} from "../../engine/results/result.js";
import {stageName} from "../format/stage-name.js";
import type {Comparer} from "./compared.js";

/** The name of a row of `comparison` of a result. */
export function labelsOf(result: Result, {format, text, period}: Comparer): (row: Row) => string {
  const stageOf = stagesOf(result, text);
  return (row) => {
    const {label, stage, from, to, position, source, target, n} = row;
    const when = row["period"] ?? row["cohort"] ?? null;
    const parts = [
      ...(typeof when === "string" ? [format.period(when, period)] : []),
      ...(typeof label === "string" ? [label] : []),
      ...(typeof stage === "string" ? [stageOf(stage)] : []),
      ...(typeof from === "string" ? [`${stageOf(from)} → ${stageOf(String(to))}`] : []),
      ...(typeof source === "string"
        ? [text("compared.link", {position: position as number, source, target: String(target)})]
        : []),
      ...(typeof n === "number" ? [text("compared.offset", {n, period: text(`period.${period}`)})] : []),
    ];
    return parts.join(", ");
  };
}

// A rule set of one's own brings the labels of its stages in the tables of its kind.
function stagesOf({tables: {distribution, transitions}}: Result, text: Comparer["text"]): (id: string) => string {
  const labels = new Map([
    ...(distribution ? rowsOf(distribution) : []).map((row) => [row["stage"], row["label"]] as const),
    ...(transitions ? rowsOf(transitions) : []).map((row) => [row["to"], row["to_label"]] as const),
  ]);
  return (id) => stageName(id, labels.get(id), text);
}
