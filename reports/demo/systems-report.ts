// The second report of the demo: the sample company as the systems around it know it, and one customer seen by all of them.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {inspectDataset, rowsOfDataset} from "../../engine/ingest/inspect.js";
import {openDataset} from "../../engine/index.js";
import type {Dataset} from "../../engine/model/dataset.js";
import {sources} from "../../engine/sources/index.js";
import {defineReport, type ReportSpec} from "../index.js";

/** What the tables would say at length is in the first report, and in the files beside this one. */
const PICTURE = {view: "chart"};

type Input = {readonly path: string} & Readonly<Record<string, unknown>>;

/** The report over the exports in `folder`; its paths are relative to it. Systems without an adapter are left out. */
export async function systemsReport(folder: string): Promise<ReportSpec> {
  const known = new Set(sources.map(({name}) => name));
  const listed = (JSON.parse(readFileSync(join(folder, "inputs.json"), "utf8")) as {inputs: Input[]}).inputs;
  const inputs = listed.filter(({path}) => known.has(path.split("/")[0]!));
  const dataset = await openDataset(inputs.map((input) => ({...input, path: join(folder, input.path)})));
  const systems = new Set(inputs.map(({path}) => path.split("/")[0])).size;
  return defineReport({
    title: `Harbour: one customer across ${systems === 13 ? "thirteen" : systems} systems`,
    inputs,
    range: ["2025-01-01", "2026-07-01"],
    maxRows: 60,
    sections: [...whole(dataset), ...oneCustomer(dataset)],
    outputs: [
      {format: "html", file: "one-customer"},
      {format: "pdf", file: "one-customer"},
    ],
  });
}

function whole(dataset: Dataset): ReportSpec["sections"] {
  const {profiles, anonymous, accounts, merges, conflicts} = inspectDataset(dataset);
  const people = `Every system knows people by ids of its own. Joined by what their records say of each other, ${merges} ids turned out to be another
    one's, and the files are about ${profiles} people, ${accounts} companies and ${anonymous} visitors whom nobody knows. ${conflicts} contradictions were left open: an
    address that two users claim, browsers that several people used.`;
  return [
    {
      heading: "Where people stand, over all systems",
      query: {kind: "stages", period: "quarter"},
      props: PICTURE,
      note: "Stages follow from the events of all systems together, by the same rules as for one event log.",
    },
    {
      heading: "What came in, system by system",
      query: {kind: "quality"},
      props: PICTURE,
      note: people.replace(/\s+/g, " "),
    },
  ];
}

/** Whoever most systems know, among them whoever has most keys. */
function oneCustomer(dataset: Dataset): ReportSpec["sections"] {
  const people = [...rowsOfDataset(dataset, "profiles")].filter(({anonymous}) => !anonymous);
  const seen = new Set(dataset.store.users);
  const weight = ({sources: from, keys}: (typeof people)[number]) =>
    (from as string[]).length * 100 + (keys as string[]).length;
  const [best] = people.filter(({id}) => seen.has(String(id))).sort((a, b) => weight(b) - weight(a));
  if (!best) return [];
  const [id, keys, from] = [String(best["id"]), best["keys"] as string[], best["sources"] as string[]];
  return [
    {
      heading: "One of them, from every side",
      pageBreak: true,
      query: {kind: "customer", id},
      props: PICTURE,
      note: `Known to ${from.length} systems (${from.join(", ")}) under ${keys.length} keys: ${keys.join(", ")}.`,
    },
  ];
}
