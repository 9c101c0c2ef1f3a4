// How high the pictures of a report are on paper, so that pages are full and tables break where they lose nothing.

/** A place where a section may go on on the next page. */
export interface BreakPoint {
  /** Distance from the top of the section. */
  readonly at: number;
  /** What is repeated above the rest: the head of a table, or nothing. */
  readonly head: number;
}

/** One way to lay a section out. Lengths are in CSS px. */
export interface Layout {
  readonly height: number;
  /** In order; none where the section stays whole. */
  readonly breaks: readonly BreakPoint[];
}

export interface PagedSection {
  /** Room above it, unless it begins a page. */
  readonly gap: number;
  readonly onNewPage: boolean;
  /** The ways to choose from, the most wanted first. */
  readonly layouts: readonly Layout[];
}

/** Cost of a layout's place in the list of wishes, and of a section that goes over to the next page, beside a page's empty share squared. */
const LESS_WANTED = 0.01;
const BROKEN = 0.05;

interface Plan {
  readonly cost: number;
  /** Where the next section would begin. */
  readonly y: number;
  readonly choice: number;
  readonly before: Plan | null;
}

/**
 * The index of the layout for every section: those that together leave the least empty, in squares, so that one half empty page
 * is worse than two that lack a quarter. `start`: what stands on the first page already.
 */
export function bestLayouts(sections: readonly PagedSection[], page: number, start = 0): number[] {
  let plans: Plan[] = [{cost: 0, y: start, choice: -1, before: null}];
  for (const section of sections) plans = cheapest(plans.flatMap((plan) => continued(plan, section, page)));
  let plan: Plan | null = plans.reduce((best, other) => (other.cost < best.cost ? other : best));
  const choices: number[] = [];
  for (; plan && plan.choice >= 0; plan = plan.before) choices.unshift(plan.choice);
  return choices;
}

function continued(plan: Plan, {gap, onNewPage, layouts}: PagedSection, page: number): Plan[] {
  return layouts.map((layout, choice) => {
    const begun = onNewPage && plan.y > 0 ? {y: 0, cost: emptiness(page - plan.y, page)} : {y: plan.y, cost: 0};
    const placed = flow(layout, begun.y > 0 ? begun.y + gap : 0, page);
    const cost = plan.cost + begun.cost + placed.cost + choice * LESS_WANTED;
    return {cost, y: placed.y, choice, before: plan};
  });
}

// Of the plans that end at the same height only the cheapest can win.
function cheapest(plans: readonly Plan[]): Plan[] {
  const best = new Map<number, Plan>();
  for (const plan of plans) {
    const y = Math.round(plan.y);
    const known = best.get(y);
    if (!known || plan.cost < known.cost) best.set(y, plan);
  }
  return [...best.values()];
}

const emptiness = (rest: number, page: number) => (Math.max(0, rest) / page) ** 2;

/** Where a section ends that begins at `start`, and what its pages cost, broken as late as it may be. */
function flow({height, breaks}: Layout, start: number, page: number): {y: number; cost: number} {
  let [y, from, head, cost] = [start, 0, 0, 0];
  for (;;) {
    const room = page - y - head;
    if (height - from <= room) return {y: y + head + height - from, cost};
    const last = breaks.findLast(({at}) => at > from && at - from <= room);
    if (!last && y === 0) return {y: (head + height - from) % page, cost: cost + BROKEN};
    cost += emptiness(last ? room - (last.at - from) : page - y, page) + (last ? BROKEN : 0);
    if (last) [from, head] = [last.at, last.head];
    y = 0;
  }
}
