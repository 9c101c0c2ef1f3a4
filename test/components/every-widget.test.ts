// What reports know of widgets without a browser is what the widgets say of themselves.
import {expect} from "@esm-bundle/chai";
import type {WidgetElement} from "../../components/base/widget-element.js";
import {tablesOf} from "../../reports/config/widgets.js";
import {variants} from "./every-widget.js";

describe("the tables that a report asks for a widget", () => {
  it("are those that the widget asks for", () => {
    for (const compare of [undefined, "previous"])
      for (const [tag] of variants) {
        const element = document.createElement(`lk-${tag}`) as WidgetElement;
        element.query = {compare};
        expect(tablesOf(tag, compare !== undefined), tag).to.deep.equal(element.question.tables);
      }
  });
});
