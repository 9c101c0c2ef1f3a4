// Every adapter on exports in its system's real shape: exact events, people, accounts, surveys and ledger, in test/fixtures/exports.
import {expect} from "@esm-bundle/chai";
import {EXPORTS, MORE_EXPORTS, exportBytes, openExports, told} from "../../helpers/exports.js";

const expected = async (folder: string) =>
  JSON.parse(new TextDecoder().decode(await exportBytes(`${folder}/expected.json`))) as ReturnType<typeof told>;

for (const [folder, files] of Object.entries({...EXPORTS, ...MORE_EXPORTS})) {
  const system = folder.split("-")[0]!;
  describe(`exports of ${folder.replace("-", ", ")}`, () => {
    it("are recognised without being told, and give exactly what is expected", async () => {
      const dataset = await openExports(folder, files);
      expect(new Set(dataset.ledger.files.map(({source}) => source))).to.deep.equal(new Set([system]));
      expect(dataset.ledger.files.length).to.be.at.least(files.length);
      expect(told(dataset)).to.deep.equal(await expected(folder));
    });

    it("explain every record", async () => {
      for (const {read, kept, rejected} of (await openExports(folder, files)).ledger.files)
        expect(kept + rejected).to.equal(read);
    });

    it("give the same when the files come in another order", async () => {
      const {events, profiles, accounts, counts} = told(await openExports(folder, [...files].reverse()));
      const known = await expected(folder);
      expect({events, profiles, accounts, counts}).to.deep.equal({
        events: known.events,
        profiles: known.profiles,
        accounts: known.accounts,
        counts: known.counts,
      });
    });
  });
}
