// The kit in Node: the local host over a file.
import {join} from "node:path";
import {cache, filesOf} from "../data.mjs";
import {fingerprint, hostAnswers, measureWorkloads, timed} from "../measure.mjs";
import {report} from "./report.mjs";

const {size, format = "arrow", what} = JSON.parse(process.argv[2]);
const {localHost, openDataset} = await import(join(cache, "bundles/engine.js"));

/** What is held after collecting: memory behind arrays that nobody has any more is given back a little later. */
const held = async () => {
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const {heapUsed, arrayBuffers} = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
const before = await held();
const {ms, value: dataset} = await timed(async () => {
  const opened = await openDataset(filesOf(size)[format]);
  opened.index("user");
  return opened;
});
const one = hostAnswers(localHost(dataset));
if (what === "load") {
  const peak = process.resourceUsage().maxRSS * 1024;
  const resident = (await held()) - before;
  report({ms, peak, resident, answer: await fingerprint(one)});
} else {
  report({workloads: await measureWorkloads(one)});
}
