// How elements come to be registered.
import {expect} from "@esm-bundle/chai";
import * as classes from "../../components/index.js";
import {elements} from "../../components/all.js";
import {define} from "../../components/base/register.js";

describe("importing the classes", () => {
  it("registers nothing", () => {
    for (const [name] of elements) expect(customElements.get(`lk-${name}`), name).to.equal(undefined);
  });

  it("gives every element of the register", () => {
    const exported = new Set(Object.values(classes));
    for (const [name, element] of elements) expect(exported.has(element as never), name).to.equal(true);
  });
});

describe("defineAll()", () => {
  const warnings: string[] = [];
  const {warn} = console;
  before(() => (console.warn = (text: string) => warnings.push(text)));
  after(() => (console.warn = warn));

  it("registers all under lk-, safely twice and in silence", () => {
    classes.defineAll();
    classes.defineAll();
    for (const [name, element] of elements) expect(customElements.get(`lk-${name}`), name).to.equal(element);
    expect(warnings).to.deep.equal([]);
  });

  it("registers all under another prefix as well", async () => {
    classes.defineAll({prefix: "acme"});
    const other = document.createElement("acme-funnel") as InstanceType<typeof classes.LkFunnel>;
    expect(other).to.be.instanceOf(classes.LkFunnel);
    expect(other.question.kind).to.equal("funnel");
  });

  it("leaves a tag of another version alone and tells both versions once", () => {
    const old = class extends HTMLElement {
      static readonly version = "0.0.1";
    };
    customElements.define("old-funnel", old);
    define("funnel", classes.LkFunnel, "old");
    define("funnel", classes.LkFunnel, "old");
    expect(customElements.get("old-funnel")).to.equal(old);
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain("0.0.1").and.contain(classes.LkFunnel.version);
  });
});
