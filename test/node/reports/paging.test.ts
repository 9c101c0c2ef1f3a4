// The heights of pictures on paper: every choice against all that could have been made.
import assert from "node:assert/strict";
import {test} from "node:test";
import fc from "fast-check";
import {bestLayouts, type Layout, type PagedSection} from "../../../reports/render/paging.js";

const PAGE = 100;
const whole = (height: number): Layout => ({height, breaks: []});
const section = (...layouts: Layout[]): PagedSection => ({gap: 5, onNewPage: false, layouts});

test("two pictures that fit on a page together are drawn as high as they fit", () => {
  const wishes = section(whole(60), whole(47), whole(40));
  assert.deepEqual(bestLayouts([wishes, wishes], PAGE), [1, 1]);
});

test("a picture alone on its page stays as high as is wished", () => {
  const wishes = section(whole(60), whole(47));
  assert.deepEqual(bestLayouts([wishes, section(whole(98))], PAGE), [0, 0]);
});

test("a table stays whole where it can, and breaks rather than leave most of a page empty", () => {
  const table = section(whole(70), {height: 70, breaks: [{at: 30, head: 4}]});
  assert.deepEqual(bestLayouts([section(whole(30)), table], PAGE - 0.5), [0, 1]);
  assert.deepEqual(bestLayouts([section(whole(20)), table], PAGE), [0, 0]);
});

test("what is on the first page already counts", () => {
  const wishes = section(whole(60), whole(45));
  assert.deepEqual(bestLayouts([wishes], PAGE, 50), [1]);
  assert.deepEqual(bestLayouts([wishes], PAGE, 30), [0]);
});

test("no sections, no choices", () => assert.deepEqual(bestLayouts([], PAGE), []));

/** Pages and the emptiness of all that are full, walked row by row. */
function spent(sections: readonly PagedSection[], choices: readonly number[]): number {
  let [y, cost] = [0, 0];
  const leave = () => ((cost += (Math.max(0, PAGE - y) / PAGE) ** 2), (y = 0));
  sections.forEach(({gap, onNewPage, layouts}, s) => {
    const {height, breaks} = layouts[choices[s]!]!;
    cost += choices[s]! * 0.01;
    if (onNewPage && y > 0) leave();
    if (y > 0) y += gap;
    const ends = [...breaks.map(({at}) => at), height];
    for (let from = 0, head = 0; ;) {
      const fitting = ends.filter((at) => at > from && y + head + at - from <= PAGE);
      const to = fitting.at(-1);
      if (to === undefined && y === 0) return void ((y = (head + height - from) % PAGE), (cost += 0.05));
      if (to === height) return void (y += head + height - from);
      if (to === undefined) leave();
      else {
        y += head + to - from;
        leave();
        cost += 0.05;
        from = to;
        head = breaks.find(({at}) => at === to)!.head;
      }
    }
  });
  return cost;
}

function everyChoice(sections: readonly PagedSection[]): number[][] {
  return sections.reduce<number[][]>(
    (all, {layouts}) => all.flatMap((choices) => layouts.map((_, l) => [...choices, l])),
    [[]],
  );
}

const layouts = fc.array(
  fc.record({
    height: fc.integer({min: 5, max: 240}),
    parts: fc.array(fc.record({share: fc.integer({min: 1, max: 9}), head: fc.integer({min: 0, max: 6})}), {
      maxLength: 4,
    }),
  }),
  {minLength: 1, maxLength: 3},
);
const someSections = fc.array(fc.record({gap: fc.integer({min: 0, max: 9}), onNewPage: fc.boolean(), layouts}), {
  maxLength: 5,
});

test("no other choice leaves less empty", () => {
  fc.assert(
    fc.property(someSections, (drawn) => {
      const sections = drawn.map(({layouts, ...rest}) => ({
        ...rest,
        layouts: layouts.map(({height, parts}) => ({
          height,
          breaks: [...new Map(parts.map(({share, head}) => [share, head]))]
            .sort(([a], [b]) => a - b)
            .map(([share, head]) => ({at: (height * share) / 10, head})),
        })),
      }));
      const found = spent(sections, bestLayouts(sections, PAGE));
      const least = Math.min(...everyChoice(sections).map((choices) => spent(sections, choices)));
      // Ends of sections are told apart to the px.
      assert.ok(found <= least + 0.02 * sections.length, `${found} against ${least}`);
    }),
    {seed: 20_260_701, numRuns: 500},
  );
});
