// The option `stages`: which stage events speak of, stated by the user in place of what their source says.
import {expect} from "@esm-bundle/chai";
import {localHost, openDataset, rowsOfDataset} from "../../../engine/index.js";
import type {OpenOptions, StageOption} from "../../../engine/ingest/options.js";

const call = (messageId: string, event: string, day: number) =>
  JSON.stringify({type: "track", messageId, userId: "u", event, timestamp: `2024-01-0${day}T00:00:00Z`});
const calls = [call("1", "Signed Up", 1), call("2", "Ping", 2), call("3", "Report Exported", 3)].join("\n");
const activities = `marketoGUID,leadId,activityDate,activityTypeId
9,5,2024-01-04T00:00:00Z,2
`;
const bytes = (text: string) => new TextEncoder().encode(text);
const inputs = [
  {path: "calls.ndjson", data: bytes(calls)},
  {path: "activities.csv", data: bytes(activities)},
  {path: "own.csv", data: bytes("user,ts,event\nu,2024-01-05,Ping\n")},
];
const open = (stages?: StageOption, options: OpenOptions = {}) =>
  openDataset(inputs, stages === undefined ? options : {...options, stages});
const told = async (...args: Parameters<typeof open>) =>
  [...rowsOfDataset(await open(...args), "events")]
    .sort((a, b) => Number(a.ts) - Number(b.ts))
    .map(({source, name, stage}) => `${String(source)} ${String(name)}: ${String(stage)}`);

describe("stages by the name of the event", () => {
  it("are what the source says unless they are stated", async () => {
    expect(await told()).to.deep.equal([
      "segment Signed Up: acquisition",
      "segment Ping: null",
      "segment Report Exported: engagement",
      "marketo fill out form: acquisition",
      "generic Ping: null",
    ]);
  });

  it("are stated for all sources, or for one, which goes first; null and none take a stage away", async () => {
    expect(
      await told({
        "Ping": "engagement",
        "Report Exported": null,
        "fill out form": "none",
        "segment": {Ping: "retention"},
      }),
    ).to.deep.equal([
      "segment Signed Up: acquisition",
      "segment Ping: retention",
      "segment Report Exported: null",
      "marketo fill out form: null",
      "generic Ping: engagement",
    ]);
  });

  it("feed the stages of people, and are part of what the data says", async () => {
    const stageOf = async (stages?: StageOption) => {
      const dataset = await open(stages);
      const {tables} = await localHost(dataset).ask({kind: "stages", asOf: "2024-01-06"});
      return [tables["now"]!.numRows(), Array.from(tables["now"]!.array("stage")), dataset.hash] as const;
    };
    const [people, plain, hash] = await stageOf();
    const [, stated, other] = await stageOf({generic: {Ping: "advocacy"}, segment: {"Signed Up": "none"}});
    expect(people).to.equal(3);
    expect(plain).to.not.deep.equal(stated);
    expect(hash).to.not.equal(other);
    expect((await open()).hash).to.equal(hash);
  });

  it("that no event has are told, with the nearest", async () => {
    const {ledger} = await open({"Sined Up": "acquisition", "marketo": {Ping: "retention"}});
    expect(ledger.notes.filter((note) => note.startsWith("stages"))).to.deep.equal([
      'stages: no event "Sined Up" in the data (did you mean "Signed Up"?)',
      'stages: no event "marketo.Ping" in the data',
    ]);
  });

  it("that do not exist are refused before anything is read", async () => {
    const refused = async (stages: unknown) =>
      open(stages as StageOption).then(
        () => "read",
        (error: unknown) => (error as Error).message,
      );
    expect(await refused({Ping: "engagment"})).to.match(
      /^stages\.Ping: unknown stage "engagment" \(did you mean "engagement"\?\); write one of awareness, .*advocacy, none$/,
    );
    expect(await refused({sgment: {Ping: "retention"}})).to.match(/^stages\.sgment: unknown source "sgment" \(did you/);
    expect(await refused({marketo: {Ping: 3}})).to.match(/^stages\.marketo\.Ping: unknown stage 3/);
    expect(await refused([])).to.match(/^stages: must be event names/);
  });
});

describe("options of identity", () => {
  const refused = async (identity: unknown) =>
    openDataset(inputs, {identity} as OpenOptions).then(
      () => "read",
      (error: unknown) => (error as Error).message,
    );
  it("that do not exist or do not fit are refused with what to write", async () => {
    expect(await refused({roleMailbox: ["x"]})).to.match(
      /unknown option "roleMailbox" \(did you mean "roleMailboxes"\?\)/,
    );
    expect(await refused({roleMailboxes: "x"})).to.match(/^identity\.roleMailboxes: must be a list of texts/);
    expect(await refused({maxUsersPerEmail: 0})).to.match(/^identity\.maxUsersPerEmail: must be a whole number from 1/);
    expect(await refused({sameEmailIsSamePerson: "yes"})).to.match(/^identity\.sameEmailIsSamePerson: must be true/);
  });
});
