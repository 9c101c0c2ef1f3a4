// Behind every mark of every widget are the customers that it counts: Enter opens their list, which is as long as the number in the mark's name.
import {expect} from "@esm-bundle/chai";
import type {DrillDetail} from "../../components/base/events.js";
import type {Host} from "../../engine/hosts/host.js";
import {rowsOf, type Row} from "../../engine/model/table.js";
import {sampleHost, shown, variants} from "./every-widget.js";
import {all, clear, press, until} from "./helpers.js";

/** Widgets whose marks open no list, and why. */
const WITHOUT: Readonly<Record<string, string>> = {
  quality: "its numbers are rows of files and columns, not people",
  customer: "it is about one customer already",
};

/** Marks tried in each widget; what there are more of repeats. */
const TRIED = 24;

const num = (row: Row, ...names: string[]) => names.reduce((sum, name) => sum + Number(row[name]), 0);

/** What a list adds up to, where it is not the number of its rows: a unit moves in several periods. */
const LISTED: Readonly<Record<string, string>> = {"stages/transitions": "pairs"};

/** How many units a mark counts by its name, by table; a table left out has marks that say amounts or rates. */
const COUNTED: Readonly<Record<string, (row: Row) => number | null>> = {
  "funnel/steps": (row) => num(row, "reached"),
  "retention/average": (row) => num(row, "eligible"),
  // A week that is not over is told of the whole cohort.
  "retention/cells": (row) => num(row, row["rate"] === null ? "size" : "eligible"),
  "stages/distribution": (row) => num(row, "units"),
  "stages/transitions": (row) => num(row, "pairs"),
  "growth/periods": (row) => num(row, ...[row["class"]!].flat().map(String)),
  "stickiness/exact": (row) => num(row, "units"),
  "stickiness/cumulative": (row) => num(row, "units"),
  "stickiness/ratio": (row) => num(row, "active"),
  "paths/links": (row) => num(row, "count"),
  "metric/series": (row) => (Number.isInteger(row["value"]) && row["lo"] === null ? num(row, "value") : null),
};

/** Some of a list from its first to its last. */
function spread<T>(items: readonly T[], most: number): T[] {
  const step = Math.max(1, (items.length - 1) / (most - 1));
  return items.filter((_, i) => i === items.length - 1 || Math.floor(i / step) !== Math.floor((i - 1) / step));
}

/** What a mark asks for when it is chosen; null where it opens nothing. */
function chosen(mark: Element): DrillDetail | null {
  let detail: DrillDetail | null = null;
  const note = (event: Event) => {
    event.preventDefault();
    ({detail} = event as CustomEvent<DrillDetail>);
  };
  document.addEventListener("lk-drill", note);
  press(mark, "Enter");
  document.removeEventListener("lk-drill", note);
  return detail;
}

describe("behind every mark", () => {
  let host: Host;
  before(async () => (host = await sampleHost()));
  afterEach(clear);

  for (const [tag, properties] of variants) {
    if (tag in WITHOUT) {
      it(`of lk-${tag} is no list: ${WITHOUT[tag]}`, async () => {
        const element = await shown(host, tag, properties);
        expect(all(element, ".mark").map(chosen).filter(Boolean)).to.deep.equal([]);
      });
      continue;
    }

    it(`of lk-${tag} ${JSON.stringify(properties)} are as many as it says`, async () => {
      const element = await shown(host, tag, properties);
      for (const mark of spread(all(element, ".mark"), TRIED)) {
        const name = mark.getAttribute("aria-label")!;
        const detail = chosen(mark);
        expect(detail, name).to.not.equal(null);
        const list = rowsOf((await host.ask(detail!.query)).tables["units"]!);
        const table = `${element.result!.kind}/${detail!.table}`;
        const listed = table in LISTED ? list.reduce((sum, row) => sum + num(row, LISTED[table]!), 0) : list.length;
        const n = COUNTED[table]?.(detail!.row) ?? null;
        if (n !== null) expect(listed, `${name} ${JSON.stringify(detail!.row)}`).to.equal(n);
      }
    });

    it(`of lk-${tag} ${JSON.stringify(properties)} opens by Enter`, async () => {
      const element = await shown(host, tag, properties);
      press(all(element, ".mark")[0]!, "Enter");
      const dialog = await until(() => element.shadowRoot!.querySelector("dialog"));
      await until(() => dialog.querySelector("tbody tr"));
      expect(dialog.open).to.equal(true);
    });
  }
});
