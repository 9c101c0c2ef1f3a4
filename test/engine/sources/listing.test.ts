// What `inspect --rows` prints is input again: the same people, events and accounts, wherever the lists are read.
import {expect} from "@esm-bundle/chai";
import {inspectDataset, openDataset, rowsOfDataset, type RowKind} from "../../../engine/index.js";
import type {Dataset} from "../../../engine/model/dataset.js";
import {exportBytes} from "../../helpers/exports.js";

const EXPORTS = [
  "segment/calls.ndjson",
  "marketo/activities.csv",
  "marketo/leads.csv",
  "pardot/activities.json",
  "pardot/prospects.json",
  "qualtrics/survey.csv",
  "mailchimp/subscribed_members_export.csv",
  "churnzero/accounts.csv",
  "churnzero/contacts.csv",
  "churnzero/events.csv",
  "demandbase/activities.csv",
  "salesforce/Contact.csv",
  "hubspot/contacts.csv",
  "ga4/events.ndjson",
  "mparticle/batches.ndjson",
];
const own = "user,ts,event,amount,currency,note\nu1,2024-01-05,purchase,12.50,EUR,=1+1\nu:2,2024-01-06,Ping,,,\n";

const bytes = (text: string) => new TextEncoder().encode(text);
async function exported(): Promise<Dataset> {
  const files = await Promise.all(EXPORTS.map(async (path) => ({path, data: await exportBytes(path)})));
  return openDataset([...files, {path: "own.csv", data: bytes(own)}]);
}
const linesOf = (dataset: Dataset, kind: RowKind) =>
  [...rowsOfDataset(dataset, kind)].map((row) => JSON.stringify(row));
const listOf = (dataset: Dataset, kind: RowKind) => ({
  path: `${kind}.ndjson`,
  data: bytes(linesOf(dataset, kind).join("\n")),
});
/** Where an event stands is another place when it is read again. */
const withoutPlace = (lines: readonly string[]) =>
  lines.map((line) => JSON.stringify({...(JSON.parse(line) as object), file: "", row: 0}));

describe("lists of inspect --rows, read again", () => {
  it("are the same events, people, accounts and merges, in any order of the lists", async () => {
    const first = await exported();
    const kinds = ["events", "profiles", "accounts", "merges"] as const;
    for (const order of [kinds, [...kinds].reverse()]) {
      const again = await openDataset(order.map((kind) => listOf(first, kind)));
      expect(withoutPlace(linesOf(again, "events"))).to.deep.equal(withoutPlace(linesOf(first, "events")));
      for (const kind of ["profiles", "accounts", "merges"] as const)
        expect(linesOf(again, kind), kind).to.deep.equal(linesOf(first, kind));
      const {rejected} = again.ledger.files.reduce((sum, file) => ({rejected: sum.rejected + file.rejected}), {
        rejected: 0,
      });
      expect(rejected).to.equal(0);
    }
  });

  it("keep source, stage and minor units, also when the events come alone", async () => {
    const first = await exported();
    const again = await openDataset([listOf(first, "events")]);
    expect(withoutPlace(linesOf(again, "events"))).to.deep.equal(withoutPlace(linesOf(first, "events")));
    const purchase = linesOf(again, "events").find((line) => line.includes('"purchase"'))!;
    expect(JSON.parse(purchase)).to.include({amount: 1250, currency: "EUR", source: "generic", user: "u1"});
    const counts = ({events, units, anonymous}: ReturnType<typeof inspectDataset>) => ({events, units, anonymous});
    expect(counts(inspectDataset(again))).to.deep.equal(counts(inspectDataset(first)));
  });

  it("with a broken row reject it with the reason", async () => {
    const [line] = linesOf(await exported(), "events");
    const broken = {...(JSON.parse(line!) as object), ts: "soon"};
    const nobody = {...(JSON.parse(line!) as object), user: null, anon: null, account: null};
    const data = bytes([line, JSON.stringify(broken), JSON.stringify(nobody)].join("\n"));
    const [file] = (await openDataset({path: "events.ndjson", data})).ledger.files;
    expect([file!.source, file!.kept]).to.deep.equal(["generic", 1]);
    expect(file!.reasons.map(({reason}) => reason).sort()).to.deep.equal(["no identity", "not a time"]);
  });
});
