// Equal questions are answered once, but not all answers are kept for ever.
import {expect} from "@esm-bundle/chai";
import {answerCache} from "../../../engine/hosts/answer-cache.js";
import type {QueryInput} from "../../../engine/model/query.js";
import {Result, type Diagnostics} from "../../../engine/results/result.js";

const answer = (query: QueryInput) => new Result("growth", {...query}, {}, "", {} as Diagnostics);
const question = (n: number): QueryInput => ({kind: "growth", range: {last: `P${n}W`}});

describe("a cache of answers", () => {
  it("asks once for equal questions, in whatever order their fields are", async () => {
    let asked = 0;
    const host = answerCache((query) => (asked++, Promise.resolve(answer(query))));
    await Promise.all([host.ask({kind: "growth", tz: "UTC"}), host.ask({tz: "UTC", kind: "growth"})]);
    await host.ask({kind: "growth", tz: "UTC"});
    expect(asked).to.equal(1);
  });

  it("keeps the latest 64 answers and no more", async () => {
    const asked: QueryInput[] = [];
    const host = answerCache((query) => (asked.push(query), Promise.resolve(answer(query))));
    for (let n = 1; n <= 65; n++) await host.ask(question(n));
    await host.ask(question(2));
    expect(asked).to.have.length(65);
    await host.ask(question(1));
    expect(asked).to.have.length(66);
  });

  it("does not keep a failure", async () => {
    let asked = 0;
    const host = answerCache((query) => (asked++ ? Promise.resolve(answer(query)) : Promise.reject(new Error("no"))));
    await host.ask(question(1)).catch(() => {});
    expect((await host.ask(question(1))).kind).to.equal("growth");
    expect(asked).to.equal(2);
  });
});
