// Messages of the engine in another language: patterns with gaps, messages inside messages, and what real data and questions give.
import {expect} from "@esm-bundle/chai";
import {localHost, openDataset} from "../../../engine/index.js";
import type {QueryInput} from "../../../engine/model/query.js";
import {sayingOf} from "../../../engine/results/phrase-book.js";
import {inGerman} from "../../../engine/results/sentences/phrases.de.js";

describe("sayingOf(book, count)", () => {
  const say = sayingOf(
    {
      "no time": "keine Zeit",
      '{n} times in "{column}" (late)': "{n} Zeiten in „{column}“ (spät)",
      "{file}: {said}": "{file}: {said}",
    },
    (n) => n.toLocaleString("de"),
  );
  it("fills the gaps with what the message holds, and writes counts", () =>
    expect(say('2182 times in "a.b*c" (late)')).to.equal("2.182 Zeiten in „a.b*c“ (spät)"));
  it("says messages inside messages", () => expect(say("x: y.csv: no time")).to.equal("x: y.csv: keine Zeit"));
  it("says nothing of what it does not know, whole or inside", () =>
    expect([say("no times"), say("x.csv: no times"), say('some times in "a" (late)')]).to.deep.equal([
      null,
      null,
      null,
    ]));
  it("goes line by line, as far as it knows them", () =>
    expect(say("no time\nno idea\nx: no time")).to.equal("keine Zeit\nno idea\nx: keine Zeit"));
  it("takes what fills a gap as text", () => expect(say("$&{file}: no time")).to.equal("$&{file}: keine Zeit"));
});

const text = (csv: string) => new Blob([csv]);
const events = "user,ts,event,amount\nana,2024-03-04 09:00,visit,1\nbo,2024-03-05 10:00,pay,2\n";

async function fault(query: object): Promise<string> {
  const host = localHost(await openDataset(text(events)));
  return host.ask(query as QueryInput).then(
    () => "no fault",
    ({message}: Error) => message,
  );
}

describe("the engine in German", () => {
  it("says what was assumed in reading", async () => {
    const {ledger} = await openDataset(text(events));
    expect(ledger.notes).to.have.length.above(0);
    for (const note of ledger.notes) expect(inGerman(note), note).to.be.a("string");
    expect(inGerman(ledger.notes[0]!)).to.contain(
      "2 Zeiten in Spalte „ts“ nennen keine Zeitzone und wurden in UTC gelesen",
    );
  });

  it("says why rows were set aside", async () => {
    const rows = `${events},2024-03-05,visit,\nbo,2024-02-30,visit,\nbo,never,visit,\nbo,2024-03-05\ncy,2024-03-06,,\nbo,,visit,\n`;
    const {ledger} = await openDataset(text(rows));
    const reasons = ledger.files.flatMap((file) => file.reasons.map(({reason}) => reason));
    expect(reasons).to.have.length.above(4);
    for (const reason of reasons) expect(inGerman(reason), reason).to.be.a("string");
  });

  const faults: readonly (readonly [query: object, german: RegExp])[] = [
    [
      {kind: "funnel", steps: ["vist", "pay"]},
      /^steps\[0\]: unbekanntes Ereignis „vist“ \(gemeint: „visit“\?\); die Daten haben "visit", "pay"/,
    ],
    [
      {kind: "funnel", steps: ["visit", "pay"], breakdown: {prop: "colour"}},
      /^breakdown(\.prop)?: unbekannte Eigenschaft „colour“; die Daten haben /,
    ],
    [{kind: "funnel", steps: ["visit", "pay"], windw: "P1D"}, /^windw: unbekannter Schlüssel \(gemeint: „window“\?\)$/],
    [
      {kind: "funnel", steps: ["visit", "pay"], order: "some"},
      /^order: "some" ist nicht erlaubt.*; möglich sind ordered/,
    ],
    [{kind: "funnel", steps: ["visit", "pay"], range: ["2024-03-09", "2024-03-01"]}, /endet, bevor/],
  ];
  for (const [query, german] of faults)
    it(`says what is wrong with ${JSON.stringify(query)}`, async () => {
      const message = await fault(query);
      expect(inGerman(message), message).to.match(german);
    });
});
