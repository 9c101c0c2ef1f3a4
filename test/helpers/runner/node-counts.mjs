// A reporter of node:test that yields nothing but the counts, as JSON, for test/run.mjs.
export default async function* nodeCounts(events) {
  const totals = new Map();
  for await (const {type, data} of events) {
    const [, name, count] = (type === "test:diagnostic" && /^(\w+) (\d+)$/.exec(data.message)) || [];
    if (name) totals.set(name, Number(count));
  }
  const of = (name) => totals.get(name) ?? 0;
  yield JSON.stringify({passed: of("pass"), failed: of("fail") + of("cancelled"), skipped: of("skipped") + of("todo")});
}
