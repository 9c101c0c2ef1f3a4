// Retention against its slow twin, and what must hold for any data (semantics 19).
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import type {Row} from "../../../engine/model/table.js";
import {DAY, historyOf, which, worlds} from "../../helpers/activity-worlds.js";
import {
  asking,
  itIgnoresTheOrderOfRows,
  itIsTheSumOfShares,
  itIsTheSumOfSlices,
  itMovesWithTime,
} from "../../helpers/contracts.js";
import {expectNear} from "../../helpers/near.js";
import {retentionReference, type RetentionOptions} from "../../reference/retention.js";

const bracket = fc.tuple(fc.nat(3), fc.nat(3)).map(([from, length]): [number, number] => [from, from + length]);
const options: fc.Arbitrary<RetentionOptions> = fc
  .record({
    start: which,
    return: which,
    period: fc.constantFrom("hour" as const, "day" as const, "day" as const, "week" as const, "month" as const),
    mode: fc.constantFrom("calendar" as const, "rolling" as const, "rolling_hour" as const),
    criterion: fc.constantFrom("on" as const, "on_or_after" as const, "bracket" as const),
    brackets: fc.array(bracket, {minLength: 1, maxLength: 3}),
    cohort: fc.constantFrom("first" as const, "first_in_range" as const, "recurring" as const),
    n: fc.constantFrom(0, 1, 3, 5),
    mean: fc.constantFrom("pooled" as const, "simple" as const, "weighted" as const, "double_weighted" as const),
    breakdown: fc.option(
      fc.record({
        prop: fc.constantFrom("plan", "size"),
        source: fc.constantFrom("first" as const, "profile" as const),
        top: fc.constantFrom(1, 2, 10),
      }),
      {nil: undefined},
    ),
  })
  .map(({brackets, breakdown, ...rest}) => ({
    ...rest,
    ...(rest.criterion === "bracket" ? {brackets} : {}),
    ...(breakdown ? {breakdown} : {}),
  }));

const asked = asking<RetentionOptions, "cells" | "average">("retention");
const answer = asked.tables;

describe("retention of any data", () => {
  it("equals the slow twin", () => {
    fc.assert(
      fc.property(worlds, options, (world, own) => {
        const found = answer(world, own);
        const expected = retentionReference(historyOf(world), own);
        expectNear(found.cells, expected.cells, "cells");
        expectNear(found.average, expected.average, "average");
      }),
      {numRuns: 1000},
    );
  }).timeout(60_000);

  itIgnoresTheOrderOfRows(asked, options);
  itIsTheSumOfShares(asked, options);
  itIsTheSumOfSlices(asked, options);
  itMovesWithTime(asked, options, {
    as: (own) => ({...own, period: own.period === "month" ? "week" : own.period}),
    named: ["cohort"],
  });

  it("ignores events from asOf on", () => {
    fc.assert(
      fc.property(worlds, options, (world, own) => {
        const late = {id: "z", user: "ana", ts: world.asOf + DAY, name: "A", props: {plan: "pro"}};
        const more = {...world, events: [...world.events, late]};
        fc.pre(world.events.length > 0);
        expect(answer(more, own)).to.deep.equal(answer(world, own));
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);

  it("never rises along the complete cells of a calendar cohort, on or after", () => {
    fc.assert(
      fc.property(worlds, options, (world, {brackets: _, ...own}) => {
        const {cells} = answer(world, {...own, criterion: "on_or_after", mode: "calendar"});
        for (const [i, row] of cells.entries()) {
          const before = cells[i - 1];
          if (row["n"] === 0 || row["rate"] === null || before?.["rate"] === null) continue;
          expect(row["rate"]).to.be.at.most(before!["rate"] as number);
        }
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);

  it("has buckets that sum to the total", () => {
    fc.assert(
      fc.property(worlds, options, (world, own) => {
        const {cells} = answer(world, {...own, breakdown: {prop: "plan", source: "first", top: 2}});
        const sum = (rows: Row[], name: string) => rows.reduce((total, row) => total + Number(row[name]), 0);
        for (const name of ["size", "eligible", "retained"]) {
          const total = sum(
            cells.filter(({breakdown}) => breakdown === null),
            name,
          );
          expect(
            sum(
              cells.filter(({breakdown}) => breakdown !== null),
              name,
            ),
          ).to.equal(total);
        }
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);

  it("lists as many units behind a cell as the cell counts", () => {
    fc.assert(
      fc.property(worlds, options, fc.nat(200), (world, own, pick) => {
        const {cells, average} = answer(world, own);
        const cell = cells[pick % Math.max(1, cells.length)];
        if (cell && cell["retained"] !== null) {
          const units = asked.units(world, own, {table: "cells", row: cell});
          expect(units.length).to.equal(cell["eligible"]);
          expect(units.filter(({retained}) => retained).length).to.equal(cell["retained"]);
        }
        const mean = average[pick % average.length]!;
        const units = asked.units(world, own, {table: "average", row: mean});
        expect(units.length).to.equal(mean["eligible"]);
        expect(units.filter(({retained}) => retained).length).to.equal(mean["retained"]);
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);
});
