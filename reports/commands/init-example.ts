// The example that `init` writes: an invented shop's events, the same bytes each time, and a config over them.

export const EXAMPLE_CONFIG = `# A report over events.csv. Write it with:  npx lifecycle-kit report report.yaml
# Every key is described by:                npx lifecycle-kit schema report
title: Lifecycle review
tz: Europe/Paris # every day, week and month below starts here
inputs:
  - path: events.csv
    map: {user: user_id, ts: time, name: event}

sections:
  - heading: From visit to purchase
    query: {kind: funnel, steps: [visit, signup, activate, purchase], window: P14D}
    note: Whoever came less than 14 days before the as-of date still has time.
  - heading: Who comes back
    query: {kind: retention, start: signup, return: active, period: week, n: 8}
  - heading: What came in
    query: {kind: quality}

outputs:
  - {format: html}
  - {format: pdf, paper: a4}
`;

const DAY = 86_400_000;
const FIRST_DAY = Date.parse("2026-01-05T00:00:00Z");
const PEOPLE = 120;

/** Twelve weeks of events as CSV. */
export function exampleEvents(): string {
  const next = randomNumbers(11);
  const rows = Array.from({length: PEOPLE}, (_, person) =>
    journey(`u${String(person + 1).padStart(3, "0")}`, next),
  ).flat();
  rows.sort(([a], [b]) => a - b);
  const lines = rows.map(([ts, user, name]) => `${user},${new Date(ts).toISOString()},${name}`);
  return `user_id,time,event\n${lines.join("\n")}\n`;
}

type Event = readonly [ts: number, user: string, name: string];

function journey(user: string, next: () => number): Event[] {
  let ts = FIRST_DAY + Math.floor(next() * 70 * DAY);
  const later = (days: number) => (ts += Math.floor(next() * days * DAY));
  const events: Event[] = [[ts, user, "visit"]];
  if (next() > 0.7) return events;
  events.push([later(3), user, "signup"]);
  if (next() < 0.65) events.push([later(2), user, "activate"]);
  const staying = next();
  for (let week = 0; week < 10 && next() < 0.4 + staying * 0.55; week++) {
    events.push([later(8), user, "active"]);
    if (next() < 0.12) events.push([later(1), user, "purchase"]);
  }
  return events.filter(([at]) => at < FIRST_DAY + 84 * DAY);
}

/** Numbers in [0, 1) that look random and are the same every time (a 32-bit linear congruential generator). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}
