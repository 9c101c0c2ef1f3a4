// Who is who: semantics 2.3 and 17.1, sources.md 4.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {Attribution} from "../../../engine/ingest/attribution.js";
import {countOf} from "../../../engine/ingest/conflicts.js";
import {companyDomain, isRoleMailbox, normalDomain, normalEmail} from "../../../engine/ingest/email.js";
import {IdentityBook} from "../../../engine/ingest/identity.js";
import {inspectDataset, openDataset, rowsOfDataset} from "../../../engine/index.js";
import type {OpenOptions} from "../../../engine/ingest/options.js";

const day = (n: number) => Date.UTC(2024, 0, n);
const open = (
  events: readonly Record<string, unknown>[],
  tables: NonNullable<OpenOptions["tables"]> = {},
  options: OpenOptions = {},
) => openDataset(events, {...options, tables});
const owners = async (...args: Parameters<typeof open>) =>
  [...rowsOfDataset(await open(...args), "events")].map(({user, anon, ts}) => [
    user ?? anon,
    new Date(Number(ts)).getUTCDate(),
  ]);

describe("visitors and users", () => {
  const visit = (anon: string, n: number) => ({anon, ts: day(n), name: "e"});

  it("are the worked example of semantics 2.3", async () => {
    const dataset = await open([visit("a1", 1), visit("a1", 2), {user: "u9", ts: day(6), name: "e"}], {
      links: [
        {anon: "a1", user: "u7", ts: day(3)},
        {anon: "a1", user: "u9", ts: day(5)},
      ],
    });
    expect([...rowsOfDataset(dataset, "events")].map(({user}) => user)).to.deep.equal(["u7", "u7", "u9"]);
    expect(inspectDataset(dataset)).to.include({conflicts: 1, merges: 0, profiles: 2, anonymous: 0, units: 2});
  });

  it("that contradict in a table of links are listed with its file and row", async () => {
    const links = {
      path: "links.csv",
      data: new TextEncoder().encode("anon,user,ts\na,u1,2024-01-03\n,u1,2024-01-03\na,u2,2024-01-05\n"),
    };
    expect([...rowsOfDataset(await open([visit("a", 1)], {links}), "conflicts")]).to.deep.equal([
      {kind: "visitor", key: "anon:a", between: ["u1", "u2"], file: "links.csv", row: 3},
    ]);
  });

  it("share a device by the nearest earlier link, else the first later one", async () => {
    const links = [
      {anon: "a", user: "u2", ts: day(3)},
      {anon: "a", user: "u1", ts: day(5)},
    ];
    expect(
      await owners(
        [1, 3, 4, 5, 9].map((n) => visit("a", n)),
        {links},
      ),
    ).to.deep.equal([
      ["u1", 5],
      ["u1", 9],
      ["u2", 1],
      ["u2", 3],
      ["u2", 4],
    ]);
  });

  it("with links at one instant go to the smallest user id", async () => {
    const links = [
      {anon: "a", user: "u2", ts: day(3)},
      {anon: "a", user: "u1", ts: day(3)},
    ];
    expect(await owners([visit("a", 1), visit("a", 4)], {links})).to.deep.equal([
      ["u1", 1],
      ["u1", 4],
    ]);
  });

  it("are linked by rows that name both; a row that names a user keeps it", async () => {
    const events = [
      visit("a", 1),
      {anon: "a", user: "u1", ts: day(2), name: "e"},
      {anon: "a", user: "u2", ts: day(4), name: "e"},
      visit("a", 3),
      visit("a", 5),
    ];
    expect(await owners(events)).to.deep.equal([
      ["u1", 1],
      ["u1", 2],
      ["u1", 3],
      ["u2", 4],
      ["u2", 5],
    ]);
  });

  it("that nobody knows are units of their own", async () => {
    const dataset = await open([
      visit("x", 1),
      {user: "u", ts: day(1), name: "e"},
      {user: "anon:y", ts: day(1), name: "e"},
    ]);
    expect(dataset.store.users).to.deep.equal(["anon:x", "anon:y", "u"]);
    expect([...dataset.store.anonymousUsers]).to.deep.equal([1, 1, 0]);
    expect(inspectDataset(dataset)).to.include({profiles: 1, anonymous: 2, units: 3});
  });

  it("that are one by alias have the id with the earliest event, then the smallest", async () => {
    const alias = (userA: string, userB: string) => ({userA, userB});
    expect(
      await owners(
        [
          {user: "b", ts: day(1), name: "e"},
          {user: "a", ts: day(2), name: "e"},
        ],
        {links: [alias("a", "b"), alias("b", "c")]},
      ),
    ).to.deep.equal([
      ["b", 1],
      ["b", 2],
    ]);
    const dataset = await open(
      [
        {user: "b", ts: day(1), name: "e"},
        {user: "a", ts: day(1), name: "e"},
      ],
      {links: [alias("a", "b"), alias("b", "c")]},
    );
    expect(dataset.store.users).to.deep.equal(["a"]);
    expect(inspectDataset(dataset)).to.include({profiles: 1, merges: 2, conflicts: 0});
    expect([...rowsOfDataset(dataset, "profiles")][0]!.keys).to.deep.equal(["a", "b", "c"]);
  });

  it("that turn out to be one person are no conflict on a shared device", async () => {
    const links = [
      {anon: "x", user: "a", ts: day(1)},
      {anon: "x", user: "b", ts: day(2)},
      {userA: "a", userB: "b"},
    ];
    expect(inspectDataset(await open([visit("x", 3)], {links}))).to.include({conflicts: 0, merges: 1});
  });
});

describe("e-mail addresses", () => {
  it("have one spelling", () => {
    expect(
      [" Ana@Firm.COM ", "mailto:ana@firm.com", "Ana Berg <ana@firm.com>", "ana+x@firm.com", "a.na@firm.com"].map(
        normalEmail,
      ),
    ).to.deep.equal(["ana@firm.com", "ana@firm.com", "ana@firm.com", "ana+x@firm.com", "a.na@firm.com"]);
    expect(
      ["", "ana", "ana@", "@firm.com", "a@b", "a b@firm.com", "a@b@firm.com", "ana@firm.com, bo@firm.com"].map(
        normalEmail,
      ),
    ).to.deep.equal(Array(8).fill(null));
  });

  it("are nobody's when they are role mailboxes", () => {
    expect(isRoleMailbox("info@firm.com")).to.equal(true);
    expect(isRoleMailbox("ana@firm.com")).to.equal(false);
    expect(isRoleMailbox("team-x@firm.com", ["Team-X"])).to.equal(true);
    expect(isRoleMailbox("boss@firm.com", ["boss@firm.com"])).to.equal(true);
  });

  it("of role mailboxes join nobody, and are told once each", async () => {
    const events = [
      {user: "u1", mail: "info@firm.com", ts: day(1), name: "e"},
      {user: "u2", mail: "Info@firm.com", ts: day(2), name: "e"},
      {user: "u3", mail: "desk@firm.com", ts: day(3), name: "e"},
    ];
    const dataset = await openDataset(events, {map: {email: "mail"}, identity: {roleMailboxes: ["desk"]}});
    expect(inspectDataset(dataset)).to.include({conflicts: 0, merges: 0, profiles: 3});
    expect(dataset.ledger.notes.filter((note) => note.includes("role mailbox"))).to.deep.equal([
      'input 1: 3 × role mailbox is nobody\'s key (first: row 1, column "mail", "info@firm.com")',
    ]);
  });

  it("of more users than one person has are listed with all of them, and join nobody", async () => {
    const events = [4, 2, 1, 3].map((n) => ({user: `u${n}`, mail: "desk@firm.com", ts: day(n), name: "e"}));
    const options = {map: {email: "mail"}} as const;
    const dataset = await openDataset([...events, events[0]!], options);
    expect([...rowsOfDataset(dataset, "conflicts")]).to.deep.equal([
      {kind: "mailbox", key: "email:desk@firm.com", between: ["u1", "u2", "u3", "u4"], file: "input 1", row: 1},
    ]);
    expect(inspectDataset(dataset)).to.include({conflicts: 3, merges: 0});
    const few = await openDataset(events.slice(1), options);
    expect([...rowsOfDataset(few, "conflicts")].map(({kind}) => kind)).to.deep.equal(["person", "person"]);
  });

  it("name a company unless their host is a public provider", () => {
    expect(companyDomain("ana@firm.com")).to.equal("firm.com");
    expect(companyDomain("ana@gmail.com")).to.equal(null);
    expect(companyDomain("ana@mail.example", ["mail.example"])).to.equal(null);
    expect(
      ["https://www.Firm.com/about?x=1", "firm.com:8080", "WWW.firm.co.uk", "user@firm.com", "localhost", ""].map(
        normalDomain,
      ),
    ).to.deep.equal(["firm.com", "firm.com", "firm.co.uk", "firm.com", null, null]);
  });

  it("join a mapped user with an address, unless that puts two users together", async () => {
    const events = [
      {user: "u1", mail: "ana@firm.com", ts: day(1), name: "e"},
      {mail: "ana@firm.com", ts: day(2), name: "e"},
      {user: "u2", mail: "ANA@firm.com", ts: day(3), name: "e"},
    ];
    const held = await openDataset(events, {map: {email: "mail"}});
    expect(held.store.users).to.deep.equal(["u1", "u2"]);
    expect(inspectDataset(held)).to.include({conflicts: 1, profiles: 2});
    const trusting = await openDataset(events, {map: {email: "mail"}, identity: {sameEmailIsSamePerson: true}});
    expect(trusting.store.users).to.deep.equal(["u1"]);
  });
});

describe("joins", () => {
  /** People as sorted lists of keys, from joins `[a, b, strength, rank?, ts?]`; keys are `space:id`. */
  function people(joins: readonly (readonly [string, string, "hard" | "strong", number?, number?])[], options = {}) {
    const book = new IdentityBook(options);
    const key = (text: string) => book.people.code(...(text.split(":") as [string, string]));
    for (const [a, b, strength, rank = 0, ts = -Infinity] of joins)
      book.join({a: key(a), b: key(b), strength, rank, ts, file: "", row: 0});
    const found = book.settle([]);
    const sets = Array.from({length: found.people.size}, (_, p) =>
      Array.from(found.people.keys(p), (code) => book.people.text(code)).sort(),
    );
    return {sets: sets.map((set) => set.join(" ")).sort(), conflicts: countOf(found.conflicts), merges: found.merges};
  }

  it("are held back when they would put two ids of an exclusive space together", () => {
    expect(
      people([
        ["user:1", "email:a@x.co", "strong"],
        ["user:2", "email:a@x.co", "strong"],
      ]),
    ).to.deep.equal({sets: ["email:a@x.co user:1", "user:2"], conflicts: 1, merges: 1});
    expect(
      people([
        ["sfcontact:1", "email:a@x.co", "strong"],
        ["sfcontact:2", "email:a@x.co", "strong"],
      ]).conflicts,
    ).to.equal(0);
  });

  it("that are hard override, and count before strong ones", () => {
    expect(
      people([
        ["user:1", "email:a@x.co", "strong"],
        ["user:2", "email:a@x.co", "hard"],
        ["user:1", "user:2", "hard"],
      ]),
    ).to.include({conflicts: 0, merges: 2});
  });

  it("are made by the rank of their source, then by time", () => {
    expect(
      people([
        ["user:1", "email:a@x.co", "strong", 5, 0],
        ["user:2", "email:a@x.co", "strong", 1, 9],
      ]).sets,
    ).to.deep.equal(["email:a@x.co user:2", "user:1"]);
    expect(
      people([
        ["user:1", "email:a@x.co", "strong", 1, 9],
        ["user:2", "email:a@x.co", "strong", 1, 3],
      ]).sets,
    ).to.deep.equal(["email:a@x.co user:2", "user:1"]);
  });

  it("do not go through an address that too many users share", () => {
    const shared = [1, 2, 3, 4].map((n) => [`sfcontact:${n}`, `user:${n}`, "strong"] as const);
    const mail = [1, 2, 3, 4].map((n) => [`user:${n}`, "email:all@x.co", "strong"] as const);
    // Nobody is joined either way; with the address as a key it is one of the four.
    expect(people([...shared, ...mail])).to.include({merges: 4, conflicts: 3});
    expect(people([...shared, ...mail], {maxUsersPerEmail: 4})).to.include({merges: 5, conflicts: 3});
    expect(people([...shared, ...mail], {sameEmailIsSamePerson: true, maxUsersPerEmail: 4}).conflicts).to.equal(0);
  });

  it("go through an address whose many user ids are one by aliases", () => {
    const alias = [2, 3, 4].map((n) => ["user:1", `user:${n}`, "hard"] as const);
    const mail = [1, 2, 3, 4].map((n) => [`user:${n}`, "email:ana@x.co", "strong"] as const);
    expect(people([...alias, ...mail])).to.deep.equal({
      sets: ["email:ana@x.co user:1 user:2 user:3 user:4"],
      conflicts: 0,
      merges: 4,
    });
  });

  it("give the same people in any order", () => {
    const key = fc.constantFrom(
      "user:1",
      "user:2",
      "user:3",
      "email:a@x.co",
      "email:b@x.co",
      "mpid:7",
      "mpid:8",
      "sfcontact:5",
      "hubspot:6",
    );
    const join = fc.tuple(key, key, fc.constantFrom("hard" as const, "strong" as const), fc.nat(2), fc.nat(2));
    fc.assert(
      fc.property(
        fc
          .array(join, {maxLength: 12})
          .chain((joins) => fc.tuple(fc.constant(joins), fc.shuffledSubarray(joins, {minLength: joins.length}))),
        ([joins, shuffled]) => {
          expect(people(shuffled)).to.deep.equal(people(joins));
        },
      ),
      {numRuns: 1000},
    );
  });
});

describe("attribution", () => {
  it("equals the rule said plainly, for any sightings", () => {
    const sighting = fc.record({person: fc.nat(3), ts: fc.nat(6)});
    fc.assert(
      fc.property(fc.array(sighting, {minLength: 1, maxLength: 6}), fc.nat(7), (sightings, ts) => {
        const attribution = new Attribution(2, (person) => `p${person}`);
        for (const {person} of sightings) attribution.see(1, person);
        if (attribution.isShared(1)) for (const {person, ts: at} of sightings) attribution.seeAt(1, person, at);
        attribution.settle();
        const who = new Set(sightings.map(({person}) => person));
        expect(attribution.shared().map(({people}) => people.sort())).to.deep.equal(
          who.size > 1 ? [[...who].sort()] : [],
        );
        const earlier = sightings.filter((one) => one.ts <= ts);
        const nearest = earlier.length
          ? Math.max(...earlier.map((one) => one.ts))
          : Math.min(...sightings.map((one) => one.ts));
        const wanted = Math.min(...sightings.filter((one) => one.ts === nearest).map(({person}) => person));
        expect(attribution.personAt(1, ts)).to.equal(wanted);
      }),
    );
  });
});

describe("accounts", () => {
  const event = (user: string, n: number, account?: string) => ({
    user,
    ts: day(n),
    name: "e",
    ...(account ? {account} : {}),
  });
  const accountsOf = async (...args: Parameters<typeof open>) =>
    [...rowsOfDataset(await open(...args), "events")].map(({account}) => account);

  it("are the event's own, else the membership valid at its time", async () => {
    const memberships = [
      {user: "u", account: "A", ts: day(2)},
      {user: "u", account: "B", ts: day(4)},
    ];
    expect(
      await accountsOf([event("u", 2), event("u", 3, "C"), event("u", 4), event("u", 5)], {memberships}),
    ).to.deep.equal(["A", "C", "B", "B"]);
  });

  it("are else the user's only one, else none", async () => {
    expect(await accountsOf([event("u", 1)], {memberships: [{user: "u", account: "A", ts: day(2)}]})).to.deep.equal([
      "A",
    ]);
    expect(await accountsOf([event("u", 1), event("u", 2, "A")])).to.deep.equal(["A", "A"]);
    expect(await accountsOf([event("u", 1), event("u", 2, "A"), event("u", 3, "B")])).to.deep.equal([null, "A", "B"]);
  });

  it("come from a profile's account column too", async () => {
    expect(await accountsOf([event("u", 1)], {profiles: [{user: "u", account: "A"}]})).to.deep.equal(["A"]);
  });

  it("may have events that nobody did", async () => {
    const dataset = await open([{account: "A", ts: day(1), name: "invoice", user: ""}, event("u", 2, "A")]);
    expect([...rowsOfDataset(dataset, "events")].map(({user, account, name}) => [user, account, name])).to.deep.equal([
      ["u", "A", "e"],
      [null, "A", "invoice"],
    ]);
    expect(inspectDataset(dataset)).to.include({events: 2, accounts: 1, units: 1});
  });
});
