// Every adapter on exports in its system's real shape: exact events, people, accounts, surveys and ledger, in test/fixtures/exports.
import {expect} from "@esm-bundle/chai";
import {EXPORTS, exportBytes, openExports, told} from "../../helpers/exports.js";

const expected = async (system: string) =>
  JSON.parse(new TextDecoder().decode(await exportBytes(`${system}/expected.json`))) as ReturnType<typeof told>;

for (const [system, files] of Object.entries(EXPORTS)) {
  describe(`exports of ${system}`, () => {
    it("are recognised without being told, and give exactly what is expected", async () => {
      const dataset = await openExports(system, files);
      expect(dataset.ledger.files.map(({source}) => source)).to.deep.equal(files.map(() => system));
      expect(told(dataset)).to.deep.equal(await expected(system));
    });

    it("explain every record", async () => {
      for (const {read, kept, rejected} of (await openExports(system, files)).ledger.files)
        expect(kept + rejected).to.equal(read);
    });

    it("give the same when the files come in another order", async () => {
      const {events, profiles, accounts, counts} = told(await openExports(system, [...files].reverse()));
      const known = await expected(system);
      expect({events, profiles, accounts, counts}).to.deep.equal({
        events: known.events,
        profiles: known.profiles,
        accounts: known.accounts,
        counts: known.counts,
      });
    });
  });
}
