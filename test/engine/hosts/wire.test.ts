// Calls between two threads, here between the two ends of one channel.
import {expect} from "@esm-bundle/chai";
import {Wire} from "../../../engine/hosts/wire.js";

describe("calls over a port", () => {
  it("does no work for questions that wait and are overtaken", async () => {
    const {port1, port2} = new MessageChannel();
    const worked: number[] = [];
    new Wire(port2, {ask: (n: number) => (worked.push(n), n)});
    const wire = new Wire(port1);
    // A slider: each question stops the one before.
    let stop = new AbortController();
    const asked = Array.from({length: 50}, (_, n) => {
      stop.abort();
      stop = new AbortController();
      return wire.call<number>("ask", n, {signal: stop.signal}).catch((error: Error) => error.name);
    });
    const answers = await Promise.all(asked);
    expect(answers.slice(0, 49).every((name) => name === "AbortError")).to.equal(true);
    expect(answers[49]).to.equal(49);
    // The first may have begun before anything else had come.
    expect(worked.filter((n) => n > 0)).to.deep.equal([49]);
    port1.close();
  });

  it("tells what nobody answers", async () => {
    const {port1, port2} = new MessageChannel();
    new Wire(port2, {});
    const refused = await new Wire(port1).call("dance").catch((error: Error) => error.message);
    expect(refused).to.equal('nobody answers "dance" here');
    port1.close();
  });
});
