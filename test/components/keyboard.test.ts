// A walk through every widget with real keys: one tab stop, arrows, Home and End, one choice by Enter, away by Escape; and what each mark is called.
import {expect} from "@esm-bundle/chai";
import {sendKeys} from "@web/test-runner-commands";
import type {SelectDetail} from "../../components/base/events.js";
import type {WidgetElement} from "../../components/base/widget-element.js";
import {formatOf} from "../../components/format/format.js";
import type {Host} from "../../engine/hosts/host.js";
import {sampleHost, shown as drawn, variants} from "./every-widget.js";
import {all, clear, focused, listen, press} from "./helpers.js";

let host: Host;
before(async () => (host = await sampleHost()));

async function shown(tag: string, properties: object): Promise<WidgetElement> {
  const element = await drawn(host, tag, properties);
  // The list behind a mark is another test's.
  element.addEventListener("lk-drill", (event) => event.preventDefault());
  return element;
}

const marksOf = (element: Element) => all(element, ".mark");
const key = (name: string) => sendKeys({press: name});

/** Goes on by Tab until a mark has the focus; null where none ever has. */
async function tabToMarks(element: WidgetElement): Promise<Element | null> {
  for (let i = 0; i < 12; i++) {
    await key("Tab");
    if (focused(element)?.classList.contains("mark")) return focused(element);
  }
  return null;
}

describe("the keyboard", () => {
  afterEach(clear);

  for (const [tag, properties] of variants) {
    it(`walks lk-${tag} ${JSON.stringify(properties)}`, async () => {
      const element = await shown(tag, properties);
      expect(element.state, String(element.error)).to.equal("ready");
      const marks = marksOf(element);
      expect(marks.length).to.be.greaterThan(1);
      expect(marks.filter((mark) => mark.getAttribute("tabindex") === "0")).to.have.length(1);

      (document.activeElement as HTMLElement | null)?.blur();
      expect(await tabToMarks(element), "Tab finds a mark").to.not.equal(null);
      await key("Home");
      expect(focused(element)).to.equal(marksOf(element)[0]);
      await key("End");
      expect(focused(element)).to.equal(marksOf(element).at(-1));

      await key("Home");
      const reached = new Set<Element>();
      for (const arrow of ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"]) {
        await key(arrow);
        reached.add(focused(element)!);
      }
      expect(reached.size, "arrows move").to.be.greaterThan(1);
      expect(marksOf(element).filter((mark) => mark.getAttribute("tabindex") === "0")).to.have.length(1);

      const chosen = listen("lk-select");
      await key("Enter");
      chosen.stop();
      expect(chosen.details).to.have.length(1);
      const {table, row} = chosen.details[0] as SelectDetail;
      expect(table).to.be.a("string");
      expect(element.result!.tables[table], table).to.not.equal(undefined);
      expect(JSON.parse(JSON.stringify(row))).to.deep.equal(row);

      await key("Escape");
      expect(focused(element)).to.equal(null);
      await key("Tab");
      expect(focused(element)?.classList.contains("mark") ?? false, "one stop").to.equal(false);
    });

    it(`calls the marks of lk-${tag} ${JSON.stringify(properties)} by what they show`, async () => {
      const element = await shown(tag, properties);
      const wrong: string[] = [];
      for (const mark of marksOf(element)) {
        const chosen = listen("lk-select");
        press(mark, "Enter");
        chosen.stop();
        const {row} = chosen.details[0] as SelectDetail;
        const name = mark.getAttribute("aria-label") ?? "";
        wrong.push(...missing(name, row).map((what) => `${what} in “${name}” of ${JSON.stringify(row)}`));
      }
      expect(wrong.slice(0, 3)).to.deep.equal([]);
    });
  }
});

const format = formatOf("en");
const figures = (value: number) => [
  format.rate(value),
  format.number(value),
  format.count(value),
  format.money(value, "USD"),
  format.number(Math.abs(value) * 100, 1),
];

/** What a name should hold and does not. */
function missing(name: string, row: SelectDetail["row"]): string[] {
  const {status} = row;
  // Growth draws counts; the interval in its rows is that of the rate of those who stayed.
  const {lo, hi, small} = "dormant" in row ? {} : row;
  return [
    ...(/\S/.test(name) ? [] : ["a name"]),
    ...(/\d|–/.test(name) ? [] : ["a value"]),
    ...(/NaN|undefined|null|Infinity/.test(name) ? ["a word"] : []),
    ...([lo, hi] as unknown[]).flatMap((end) =>
      typeof end === "number" && !figures(end).some((text) => name.includes(text)) ? [`the end ${end}`] : [],
    ),
    ...(typeof status === "string" &&
    status !== "complete" &&
    !/not over|progress|so far|open|partly|partial|nobody|future|–/i.test(name)
      ? [`the status ${status}`]
      : []),
    ...(small === true && !/few|small|fewer/i.test(name) ? ["that it is small"] : []),
  ];
}
