// The contract between the loader and adapters: two small adapters, one over a table of text and one over JSON records.
import {expect} from "@esm-bundle/chai";
import {inspectDataset, rowsOfDataset} from "../../../engine/ingest/inspect.js";
import {load} from "../../../engine/ingest/load.js";
import {Lazy} from "../../../engine/model/lazy.js";
import {usualNames} from "../../../engine/sources/generic.js";
import type {Source, SourceReader} from "../../../engine/sources/source.js";

function adapter({read, ...known}: Omit<Source, "reader"> & SourceReader): Source {
  return {...known, reader: new Lazy(known.name, () => Promise.resolve({read}))};
}

const contacts = adapter({
  name: "example",
  kind: "success",
  recognise: (sample) =>
    sample.has("contactId", "eventName")
      ? {score: 0.9, why: "header has contactId and eventName", part: "events"}
      : null,
  read(file, out) {
    const when = file.time(file.field("eventDate"), {fallback: "UTC"});
    const name = file.field("eventName");
    const who = file.mapped(file.field("contactId"), (id) => out.person("user", id));
    const mail = file.mapped(file.field("email"), (text) => out.email(text));
    const company = file.mapped(file.field("Company ID"), (id) => out.account("ext", id));
    const deleted = file.field("isDeleted");
    out.carry([file.field("country"), {field: file.field("qty"), as: "quantity"}]);
    return (r) => {
      if (deleted.flag(r) && out.leaveOut("deleted", deleted)) return;
      const problem = when.problem(r);
      if (problem) return out.reject(problem, when);
      const person = out.same([who(r) ?? 0, mail(r) ?? 0]);
      out.event({
        ts: when.at(r),
        name: name.text(r) ?? "",
        person,
        account: company(r) ?? 0,
        stage: "engagement",
        dayOnly: when.dayOnly(r),
      });
    };
  },
});

const calls = adapter({
  name: "calls",
  kind: "cdp",
  recognise: (sample) =>
    sample.has("type", "messageId") ? {score: 1, why: "records have type and messageId", part: "calls"} : null,
  read(file, out) {
    const when = file.time(file.field("timestamp"));
    const [type, id, user, visitor, plan] = ["type", "messageId", "userId", "anonymousId", "traits.plan"].map((name) =>
      file.field(name),
    );
    return (r) => {
      const person = out.person("user", user!.text(r));
      const anon = out.visitor("calls", visitor!.text(r));
      if (type!.text(r) === "identify") {
        out.traits(person, {plan: plan!.raw(r)}, when.at(r));
        return out.seen(anon, person, when.at(r));
      }
      out.event({
        ts: when.at(r),
        name: file.field("event").text(r) ?? "",
        id: id!.text(r),
        person,
        visitor: anon,
        props: file.field("properties").raw(r) as Record<string, unknown>,
      });
    };
  },
});

const utf8 = (text: string) => new TextEncoder().encode(text);
const open = (text: string, path: string, options = {}) =>
  load({path, data: utf8(text)}, options, {sources: [contacts, calls], usualNames});

describe("an adapter of a table of text", () => {
  const csv = [
    "Company ID,contactId,eventName,eventDate,email,country,qty,isDeleted",
    "A1,7,login,2024-03-01T10:00Z,Ana@Firm.com,SE,2,false",
    "A1,007,login,2024-03-02,info@firm.com,DE,12,",
    "A1,7,,2024-03-02,,DE,,",
    "A1,,export,2024-03-03T00:00Z,ana@firm.com,FI,,0",
    "A1,9,login,2024-02-30,,,,",
    ",8,login,2024-03-02,,,,TRUE",
    ",,login,2024-03-02,,,,",
  ].join("\n");

  it("turns rows into events with keys, carried columns and stages", async () => {
    const dataset = await open(csv, "events.csv");
    const rows = [...rowsOfDataset(dataset, "events")];
    expect(rows.map(({user, name, account, stage, row}) => [user, name, account, stage, row])).to.deep.equal([
      ["user:007", "login", "ext:A1", "engagement", 2],
      ["user:7", "login", "ext:A1", "engagement", 1],
      ["user:7", "export", "ext:A1", "engagement", 4],
    ]);
    expect({...(rows[0]!.props as object)}).to.deep.equal({country: "DE", quantity: 12, timestamp_precision: "day"});
  });

  it("explains every record that gave nothing", async () => {
    const {
      files: [file],
    } = inspectDataset(await open(csv, "events.csv"));
    expect(file).to.include({source: "example", read: 7, kept: 3, rejected: 4});
    expect(
      file!.reasons.map(({reason, rows, first}) => [reason, rows, first.line, first.column, first.value]),
    ).to.deep.equal([
      ["deleted", 1, 7, "isDeleted", "TRUE"],
      ["impossible date", 1, 6, "eventDate", "2024-02-30"],
      ["no event name", 1, 4, null, null],
      ["no identity", 1, 8, null, null],
    ]);
  });

  it("keeps what is left out when asked, with a flag", async () => {
    const dataset = await open(csv, "events.csv", {keepLeftOut: true});
    const kept = [...rowsOfDataset(dataset, "events")].find(({user}) => user === "user:8");
    expect({...(kept!.props as object)}).to.include({left_out: "deleted"});
  });

  it("says that a map beside it is not used", async () => {
    const dataset = await open(csv, "contacts.csv", {map: {user: "email"}});
    expect(dataset.ledger.notes.join()).to.include("map is not used, because the file is an export of example");
  });

  it("is asked for by name, and refuses what is not its own", async () => {
    const error = await open("a,b\n1,2\n", "other.csv", {source: "example"}).catch(
      (reason: unknown) => reason as Error,
    );
    expect((error as Error).message).to.match(
      /other\.csv: does not look like an export of example: its columns are "a", "b"/,
    );
  });
});

describe("an adapter of JSON records", () => {
  const lines = [
    '{"type":"track","messageId":"m1","anonymousId":"v1","timestamp":"2024-03-01T10:00:00Z","event":"visit","properties":{"page":"/","ids":[1,2]}}',
    '{"type":"identify","messageId":"m2","anonymousId":"v1","userId":12345678901234567890,"timestamp":"2024-03-01T11:00:00Z","traits":{"plan":"pro"}}',
    '{"type":"track","messageId":"m1","anonymousId":"v1","timestamp":"2024-03-01T10:00:00.5Z","event":"visit"}',
    '{"type":"track","messageId":"m3","timestamp":"2024-03-01T10:00:00Z","event":"visit"}',
    '{"type":"track","messageId":"m4","userId":"u',
  ].join("\n");

  it("reads line by line, keeps long ids, joins visitors to people and drops repeats", async () => {
    const dataset = await open(lines, "calls.ndjson");
    const rows = [...rowsOfDataset(dataset, "events")];
    expect(rows.map(({id, user, anon, name}) => [id, user, anon, name])).to.deep.equal([
      ["m1", "user:12345678901234567890", "calls:v1", "visit"],
    ]);
    expect({...(rows[0]!.props as object)}).to.deep.equal({page: "/", ids: "[1,2]"});
    const people = [...rowsOfDataset(dataset, "profiles")];
    expect(
      people.map(({id, keys, sources, traits}) => ({id, keys, sources, plan: (traits as {plan: string}).plan})),
    ).to.deep.equal([
      {
        id: "user:12345678901234567890",
        keys: ["calls:v1", "user:12345678901234567890"],
        sources: ["calls"],
        plan: "pro",
      },
    ]);
    const {
      files: [file],
    } = inspectDataset(dataset);
    expect(file).to.include({source: "calls", format: "ndjson", read: 5, kept: 2, rejected: 3});
    expect(file!.reasons.map(({reason}) => reason)).to.have.members(["duplicate id", "no identity", "not JSON"]);
  });

  it("finds the records of a document", async () => {
    const dataset = await open(`{"data":[${lines.split("\n").slice(0, 2).join(",")}]}`, "calls.json");
    expect(dataset.store.size).to.equal(1);
    expect(dataset.ledger.files[0]).to.include({source: "calls", format: "json", read: 2, kept: 2});
  });
});
