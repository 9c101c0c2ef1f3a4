// What the grid of sources and stages says: which source speaks of which stage, how often and of how many units.
import {LIFECYCLE} from "../../engine/model/lifecycle.js";
import {rowsOf, type Row} from "../../engine/model/table.js";
import type {Result} from "../../engine/results/result.js";
import type {Tip} from "../base/marks.js";
import type {Text} from "../format/catalogue.js";
import type {Format} from "../format/format.js";
import {stageName} from "../format/stage-name.js";
import type {Coverage} from "./coverage-layout.js";

export class CoverageWords {
  constructor(
    private readonly result: Result,
    private readonly format: Format,
    private readonly text: Text,
  ) {}

  /** The grid, in the order of the sources; null when no source speaks of a stage. */
  grid(): Coverage | null {
    const {coverage, sources} = this.result.tables;
    const rows = coverage ? rowsOf(coverage) : [];
    if (rows.length === 0) return null;
    const order = sources ? rowsOf(sources).map(({source}) => String(source)) : [];
    const stages = [...new Set<string>([...LIFECYCLE, ...rows.map(({stage}) => String(stage))])];
    const names = [...new Set([...order, ...rows.map(({source}) => String(source))])];
    return {
      title: this.text("section.coverage"),
      stages: stages.map((id) => ({id, name: stageName(id, undefined, this.text)})),
      lines: names.map((source) => ({
        source,
        cells: stages.map((stage) =>
          this.#cell(rows.find((row) => row["source"] === source && row["stage"] === stage)),
        ),
      })),
    };
  }

  label(row: Row): string {
    return this.text("mark.coverage", {
      ...this.#names(row),
      n: Number(row["events"]),
      units: this.#count(row, "units"),
    });
  }

  tip(row: Row): Tip {
    const {source, stage} = this.#names(row);
    return {
      title: `${source}: ${stage}`,
      pairs: [
        [this.text("tip.events"), this.#count(row, "events")],
        [this.text("tip.units"), this.#count(row, "units")],
      ],
    };
  }

  #cell(row: Row | undefined): Coverage["lines"][number]["cells"][number] {
    return row
      ? {
          row,
          events: Number(row["events"]),
          figure: this.#count(row, "events"),
          short: this.#short(Number(row["events"])),
        }
      : null;
  }

  #count(row: Row, name: string): string {
    return this.format.count(row[name] as number | null);
  }

  // Two digits say enough in a narrow cell, and its name says all.
  #short(events: number): string {
    return this.format.compact(events < 1000 ? events : Number(events.toPrecision(2)));
  }

  #names(row: Row): {source: string; stage: string} {
    return {source: String(row["source"]), stage: stageName(String(row["stage"]), row["label"], this.text)};
  }
}
