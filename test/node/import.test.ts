// Importing the elements where there is no page: nothing is thrown and nothing is done.
import assert from "node:assert/strict";
import {it} from "node:test";

it("the classes and the register of elements can be imported in Node", async () => {
  const {LkFunnel, WidgetElement} = await import("../../components/index.js");
  assert.ok(LkFunnel.prototype instanceof WidgetElement);
  await import("../../components/define.js");
});
