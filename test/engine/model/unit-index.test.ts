// Sessions and accounts as units: their ids, the order of these, and which rows are whose.
import {expect} from "@esm-bundle/chai";
import {openDataset} from "../../../engine/index.js";
import type {EventStore} from "../../../engine/model/event-store.js";
import {byCodePoint} from "../../../engine/model/order.js";
import {accountIndex, sessionIndex} from "../../../engine/model/unit-index.js";

const HOUR = 3_600_000;
const GAP = HOUR / 2;
const START = Date.UTC(2026, 0, 1);

/** "ana 0 1 1.2" is a user with events at these hours. */
async function storeOf(text: string): Promise<EventStore> {
  const events = text.split("\n").flatMap((line) => {
    const [user, ...hours] = line.split(" ");
    return hours.map((hour) => ({user: user!, event: "visit", timestamp: START + Number(hour) * HOUR}));
  });
  return (await openDataset(events)).store;
}

/** The same store with a session or an account stated for each row; code 0 is none. */
function stating(store: EventStore, what: "session" | "account", codes: number[], dictionary: (string | null)[]) {
  return Object.create(store, {[what]: {value: {codes: Uint8Array.from(codes), dictionary}}}) as EventStore;
}

describe("units other than users", () => {
  it("cuts a user's events into sessions at gaps, counted in time", async () => {
    const index = sessionIndex(await storeOf("ana 0 0.4 2\nben 5"), GAP);
    expect(index.ids).to.deep.equal(["ana#1", "ana#2", "ben#1"]);
    expect([...index.offsets]).to.deep.equal([0, 2, 3, 4]);
    expect([...index.userOf!]).to.deep.equal([0, 0, 1]);
  });

  it("orders sessions by their ids as text, also where one user's id looks like another's session", async () => {
    const many = (length: number) => Array.from({length}, (_, i) => i).join(" ");
    for (const users of [
      ["ana", "ben"],
      ["ana", "ana#1"],
      ["ana", "ana!", "ana#"],
      ["ana#2#", "ana"],
    ]) {
      const store = await storeOf(users.map((user) => `${user} ${many(112)}`).join("\n"));
      const index = sessionIndex(store, GAP);
      expect(index.ids).to.deep.equal([...index.ids].sort(byCodePoint));
      expect(new Set(index.ids).size).to.equal(112 * users.length);
      index.ids.forEach((id, s) => {
        const user = store.users[index.userOf![s]!]!;
        expect(id).to.equal(`${user}#${(index.ts[index.offsets[s]!]! - START) / HOUR + 1}`);
      });
    }
  });

  it("takes stated sessions as they are, with the user in front where two have the same", async () => {
    const store = stating(await storeOf("ana 0 1 2 3\nben 0 1"), "session", [1, 2, 1, 2, 2, 3], [null, "s", "t", "r"]);
    const index = sessionIndex(store, GAP);
    expect(index.ids).to.deep.equal(["ana/t", "ben/t", "r", "s"]);
    expect([...index.rows!]).to.deep.equal([1, 3, 4, 5, 0, 2]);
    expect([...index.userOf!]).to.deep.equal([0, 1, 1, 0]);
  });

  it("joins the events of an account's users by time and leaves out those without an account", async () => {
    const store = stating(await storeOf("ana 0 3 5\nben 1 2"), "account", [2, 0, 2, 2, 1], [null, "Beta", "Acme"]);
    const index = accountIndex(store);
    expect(index.ids).to.deep.equal(["Acme", "Beta"]);
    expect([...index.ts].map((t) => (t - START) / HOUR)).to.deep.equal([0, 1, 5, 2]);
    expect([...index.offsets]).to.deep.equal([0, 3, 4]);
  });
});
