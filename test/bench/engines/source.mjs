// One file opened by the kit in Node, whatever wrote it: how long until it is ready.
import {join} from "node:path";
import {cache} from "../data.mjs";
import {timed} from "../measure.mjs";
import {report} from "./report.mjs";

const {file} = JSON.parse(process.argv[2]);
const {openDataset} = await import(join(cache, "bundles/engine.js"));
const {ms, value: dataset} = await timed(async () => {
  const opened = await openDataset(file);
  opened.index("user");
  return opened;
});
const {source, kept, rejected} = dataset.ledger.files[0];
report({ms, source, kept, rejected, events: dataset.store.size, peak: process.resourceUsage().maxRSS * 1024});
