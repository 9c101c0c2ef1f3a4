// The bundled sample: the committed bytes are the generator's, the dirty rows are the documented ones, the tables fit together.

import assert from "node:assert/strict";
import {readdirSync, readFileSync} from "node:fs";
import {describe, it} from "node:test";
import {makeCompany} from "../../stories/sample/company.js";
import {DIRT_COUNTS} from "../../stories/sample/dirty.js";
import {FILES, filesOf} from "../../stories/sample/write.js";
import {END, FOLDER, faultOf, goodEvents, linesOf, rowsOf, textOf} from "./sample-files.js";

const company = makeCompany();
const events = goodEvents();
const signups = events.filter(({row}) => row["event"] === "signup");

describe("the bundled sample", () => {
  it("is what the generator writes, byte for byte", () => {
    const files = filesOf(company);
    assert.deepEqual(readdirSync(FOLDER).sort(), [...files.keys()].sort());
    for (const [name, text] of files)
      assert.ok(textOf(name) === text, `stories/sample/data/${name} differs; run npm run sample`);
  });

  it("stays under 6 MB", () => {
    const bytes = readdirSync(FOLDER).reduce((sum, name) => sum + readFileSync(FOLDER + name).length, 0);
    assert.ok(bytes < 6_000_000, `${bytes} bytes`);
  });

  it("has about 2000 people and 60 000 events over 18 months", () => {
    const people = rowsOf("profiles.csv").length;
    assert.ok(people > 1900 && people < 2300, `${people} people`);
    assert.ok(events.length > 57_000 && events.length < 65_000, `${events.length} events`);
    assert.equal(events[0]!.month, 1);
    assert.equal(events[events.length - 1]!.ts, END - 1);
  });

  it("uses no address outside the domains kept for examples", () => {
    for (const {email} of rowsOf("profiles.csv"))
      assert.match(email!, /^[a-z.]+\d*@([a-z]+\d*\.example|example\.(com|net|org))$/);
    for (const {domain} of rowsOf("accounts.csv")) assert.match(domain!, /^[a-z]+\d*\.example$/);
  });

  it("gives every person an address, and every account a domain, of their own", () => {
    for (const [file, column] of [
      ["profiles.csv", "email"],
      ["accounts.csv", "domain"],
    ] as const) {
      const values = rowsOf(file).map((row) => row[column]);
      assert.equal(new Set(values).size, values.length, column);
    }
  });
});

describe("the dirty rows", () => {
  const [, ...lines] = linesOf("events.csv");
  const found = new Map<string, number>();
  const count = (kind: string): void => void found.set(kind, (found.get(kind) ?? 0) + 1);
  const first = new Map<string, string>();
  for (const line of lines) {
    const before = first.get(line[0]!);
    if (before === undefined) first.set(line[0]!, line.join());
    if (before !== undefined) count(before === line.join() ? "delivered twice" : "delivered twice, with a later time");
    else if (faultOf(line) !== null) count(faultOf(line)!);
  }

  it("are of the documented kinds, as many as documented", () => {
    assert.deepEqual(Object.fromEntries(found), Object.fromEntries(DIRT_COUNTS.map(({kind, rows}) => [kind, rows])));
  });

  it("stand in the README with these counts and what becomes of them", () => {
    const readme = textOf("README.md");
    for (const {kind, rows, outcome} of DIRT_COUNTS)
      assert.ok(readme.includes(`| ${kind} | ${rows} | ${outcome} |`), kind);
    const rejected = DIRT_COUNTS.reduce((sum, {rows, outcome}) => sum + (outcome === "rejected" ? rows : 0), 0);
    assert.ok(readme.includes(`${lines.length} rows: ${lines.length - rejected} to keep, ${rejected} to reject`));
  });

  it("leave the other rows as the company has them", () => {
    assert.equal(events.length, company.tables.events.length);
    events.forEach(({row}, i) => assert.equal(row["event_id"], company.tables.events[i]!["event_id"]));
  });
});

describe("the tables of the sample", () => {
  const people = new Set(rowsOf("profiles.csv").map((row) => row["unit"]!));
  const accounts = new Set(rowsOf("accounts.csv").map((row) => row["account"]!));
  const browsers = new Set(events.map(({row}) => row["anonymous_id"]!).filter(Boolean));

  it("name only people, accounts and browsers that exist", () => {
    const known: readonly (readonly [file: string, column: string, ids: ReadonlySet<string>])[] = [
      ["links.csv", "user", people],
      ["links.csv", "anon", browsers],
      ["memberships.csv", "user", people],
      ["memberships.csv", "account", accounts],
      ["subscriptions.csv", "account", accounts],
      ["accounts.csv", "owner", people],
      ["invites.csv", "from", people],
      ["invites.csv", "to", people],
      ["surveys.csv", "unit", people],
      ["survey-invites.csv", "unit", people],
    ];
    for (const [file, column, ids] of known)
      for (const row of rowsOf(file))
        if (row[column]) assert.ok(ids.has(row[column]), `${file} ${column} ${row[column]}`);
    for (const {unit} of rowsOf("touches.csv"))
      assert.ok(people.has(unit!) || browsers.has(unit!.replace("anon:", "")), unit);
    for (const {row} of events) if (row["user_id"]) assert.ok(people.has(row["user_id"]), row["user_id"]);
  });

  it("have every invitation that was taken up in the sign-up it led to", () => {
    const codes = new Map(signups.map(({row}) => [row["user_id"]!, row["code"]!]));
    for (const {to, code} of rowsOf("invites.csv")) if (to) assert.equal(codes.get(to), code);
  });

  it("never let an account pay twice at a time", () => {
    const until = new Map<string, string>();
    for (const {account, from, to} of rowsOf("subscriptions.csv")) {
      assert.ok((until.get(account!) ?? "") <= from!, `${account} at ${from}`);
      until.set(account!, to === "" ? "9999" : to!);
    }
  });

  it("link a few browsers to two people", () => {
    const links = rowsOf("links.csv").map((row) => row["anon"]);
    assert.equal(links.length - new Set(links).size, 4);
  });

  it("hold amounts in major units of one currency", () => {
    for (const {row} of events) assert.equal(row["currency"], row["amount"] === "" ? "" : "USD");
    for (const {amount} of rowsOf("subscriptions.csv")) assert.match(amount!, /^\d+\.\d\d$/);
  });
});

describe("makeCompany", () => {
  it("gives the same company for the same seed and another for another", () => {
    const small = {people: 150, months: 7};
    const text = (seed: number): string => filesOf(makeCompany({...small, seed})).get(FILES.events)!;
    assert.equal(text(3), text(3));
    assert.notEqual(text(3), text(4));
  });

  it("keeps to the people and months asked for", () => {
    const {people, happenings, end} = makeCompany({people: 400, months: 4});
    assert.ok(people.length > 250 && people.length < 550, `${people.length} people`);
    assert.equal(end, Date.UTC(2025, 4, 1));
    assert.ok(happenings.every(({ts}) => ts < end));
  });
});
