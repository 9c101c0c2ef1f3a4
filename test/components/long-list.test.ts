// The list behind a number when it is long: only what is in sight is drawn, and everything can be reached, heard, printed and handed on.
import {expect, use} from "@esm-bundle/chai";
import {chaiA11yAxe} from "chai-a11y-axe";
import "../../components/metric/define.js";
import type {LkMetric} from "../../components/metric/metric.js";
import {inSight, rowTarget, rowWindow, scrolledTo} from "../../components/parts/row-window.js";
import type {Host} from "../../engine/hosts/host.js";
import {resultFromJson} from "../../engine/results/result.js";
import {all, clear, listen, place, press, resultOf, settled, until} from "./helpers.js";

use(chaiA11yAxe);

const N = 100_000;
const nameOf = (i: number) => `person ${String(i + 1).padStart(6, "0")}`;

/** One number, and behind it a hundred thousand people. */
const host: Host = {
  ask: ({kind}) => {
    if (kind !== "units") {
      const series = [{period: "2026-01-05", value: N, n: N, lo: null, hi: null, status: "complete"}];
      return Promise.resolve(
        resultFromJson(resultOf("metric", {series, value: series}, {measure: "uniques", period: "week"})),
      );
    }
    const units = Array.from({length: N}, (_, i) => ({unit: nameOf(i), events: (i * 7919) % 1000, since: i * 60_000}));
    return Promise.resolve(resultFromJson(resultOf("units", {units})));
  },
  close: () => {},
};

const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

async function opened(
  properties: Record<string, unknown> = {},
): Promise<{element: LkMetric; dialog: HTMLDialogElement; region: HTMLElement}> {
  const element = await place<LkMetric>("lk-metric", {host, measure: "uniques", ...properties});
  const mark = await until(() => all(element, ".mark")[0]);
  mark.focus();
  press(mark, "Enter");
  const dialog = await until(() => element.shadowRoot!.querySelector("dialog"));
  await until(() => dialog.querySelector("tbody tr:not(.gap)"));
  await frame();
  return {element, dialog, region: dialog.querySelector<HTMLElement>(".table")!};
}

const rows = (region: Element) => Array.from(region.querySelectorAll<HTMLElement>("tbody tr:not(.gap)"));
/** Names of the rows whose middle is in the box, under its head. */
function seen(region: Element): string[] {
  const box = region.getBoundingClientRect();
  const top = region.querySelector("thead")!.getBoundingClientRect().bottom;
  return rows(region)
    .filter((row) => {
      const {top: from, bottom} = row.getBoundingClientRect();
      return (from + bottom) / 2 > top && (from + bottom) / 2 < box.bottom;
    })
    .map((row) => row.querySelector("th")!.textContent);
}
const focusedName = (element: Element) => element.shadowRoot!.activeElement?.textContent;

describe("rows in sight", () => {
  const box = {rows: 100_000, height: 30, room: 300, top: 0};
  it("are drawn with some beyond, between gaps that keep the box as high as all rows", () => {
    for (const top of [0, 7, 299, 12_345, 100_000 * 30 - 300]) {
      const {first, end, before, after} = rowWindow({...box, top});
      expect(before).to.equal(first * 30);
      expect(before + (end - first) * 30 + after).to.equal(3_000_000);
      const {first: from, last} = inSight({...box, top});
      expect(first).to.be.at.most(from);
      expect(end).to.be.greaterThan(last);
      expect(end - first).to.be.lessThan(80);
    }
  });
  it("are all reached where the rows are higher together than a box can be", () => {
    const many = {...box, rows: 3_000_000};
    const tall = 12_000_000;
    for (const row of [0, 1, 1_234_567, 2_999_999]) {
      const top = scrolledTo(row, many);
      const {first, last} = inSight({...many, top});
      expect(row).to.be.within(first, last);
      const window = rowWindow({...many, top});
      expect(window.before + (window.end - window.first) * 30 + window.after).to.be.closeTo(tall, 1);
      expect(row).to.be.within(window.first, window.end - 1);
    }
  });
  it("follow the keys", () => {
    expect([
      rowTarget("ArrowDown", 4, 10, 100),
      rowTarget("ArrowUp", 0, 10, 100),
      rowTarget("PageDown", 95, 10, 100),
      rowTarget("PageUp", 30, 10, 100),
      rowTarget("Home", 30, 10, 100),
      rowTarget("End", 30, 10, 100),
      rowTarget("a", 30, 10, 100),
    ]).to.deep.equal([5, 0, 99, 20, 0, 99, null]);
  });
});

describe("a list of a hundred thousand", () => {
  afterEach(clear);

  it("draws only what is in sight, counts all, and says which rows they are", async () => {
    const {region, dialog, element} = await opened();
    expect(rows(region).length).to.be.within(10, 80);
    expect(dialog.querySelector(".summary")!.textContent).to.contain("100,000");
    const table = region.querySelector("table")!;
    expect(table.getAttribute("aria-rowcount")).to.equal(String(N + 1));
    expect(rows(region)[0]!.getAttribute("aria-rowindex")).to.equal("2");
    expect(region.getAttribute("aria-label")).to.contain("Behind");
    await expect(element).to.be.accessible();
  });

  it("shows the rows of wherever it is scrolled to, with columns that keep their width", async () => {
    const {region} = await opened();
    const width = () => region.querySelector("thead th")!.getBoundingClientRect().width;
    const before = width();
    const height = rows(region)[0]!.getBoundingClientRect().height;
    for (const row of [50_000, 99_990, 3, 71_234]) {
      region.scrollTop = row * height;
      await frame();
      const names = seen(region);
      expect(names.length).to.be.greaterThan(4);
      const at = Math.min(row, N - names.length);
      expect(
        names.some((name) => Math.abs(Number(name.slice(7)) - 1 - at) <= 2),
        `${row}: ${names[0]}`,
      ).to.equal(true);
      expect(width()).to.be.closeTo(before, 1);
    }
  });

  it("scrolls through without a blank, in time for every frame", async () => {
    const {region} = await opened();
    const took: number[] = [];
    for (let i = 1; i <= 60; i++) {
      region.scrollTop += 900;
      const from = performance.now();
      region.dispatchEvent(new Event("scroll"));
      region.getBoundingClientRect();
      took.push(performance.now() - from);
      expect(seen(region).length, `step ${i}`).to.be.greaterThan(4);
    }
    // A frame has 16 ms. The quickest step tells what the work takes; others wait for a busy machine.
    expect(Math.min(...took)).to.be.lessThan(16);
  });

  it("is walked by the keyboard with one tab stop, from end to end", async () => {
    const {element, region} = await opened();
    const stops = () => region.querySelectorAll('tbody button[tabindex="0"]').length;
    expect(stops()).to.equal(1);
    const go = (key: string) => (press(element.shadowRoot!.activeElement!, key), focusedName(element));
    region.focus();
    expect(go("ArrowDown")).to.equal(nameOf(0));
    expect(go("ArrowDown")).to.equal(nameOf(1));
    expect(go("End")).to.equal(nameOf(N - 1));
    expect(seen(region)).to.include(nameOf(N - 1));
    expect(go("ArrowUp")).to.equal(nameOf(N - 2));
    const from = Number(go("PageUp")!.slice(7));
    expect(from).to.be.within(N - 60, N - 4);
    expect(seen(region)).to.include(nameOf(from - 1));
    expect(go("PageDown")).to.equal(nameOf(N - 2));
    expect(go("Home")).to.equal(nameOf(0));
    expect([region.scrollTop, stops()]).to.deep.equal([0, 1]);
  });

  it("keeps the focus when its row is scrolled out of sight, and goes on from there", async () => {
    const {element, region} = await opened();
    region.focus();
    press(region, "ArrowDown");
    press(element.shadowRoot!.activeElement!, "ArrowDown");
    region.scrollTop = 900_000;
    await frame();
    expect(element.shadowRoot!.activeElement).to.equal(region);
    press(region, "ArrowDown");
    expect(focusedName(element)).to.equal(nameOf(2));
  });

  it("sorts all rows, not those in sight", async () => {
    const {region} = await opened();
    Array.from(region.querySelectorAll<HTMLElement>("thead button"))
      .find(({textContent}) => textContent.includes("Events"))!
      .click();
    await frame();
    expect(rows(region)[0]!.querySelectorAll("td")[0]!.textContent).to.equal("999");
    region.scrollTop = region.scrollHeight;
    await frame();
    expect(rows(region).at(-1)!.querySelectorAll("td")[0]!.textContent).to.equal("0");
  });

  it("leads to a timeline from any row and comes back to it", async () => {
    const {element, dialog, region} = await opened();
    region.scrollTop = 1_500_000;
    await frame();
    const button = rows(region)[20]!.querySelector("button")!;
    const name = button.textContent;
    expect(region.scrollTop).to.equal(1_500_000);
    button.click();
    (await until(() => dialog.querySelector<HTMLElement>("[data-back]"))).click();
    await until(() => focusedName(element) === name);
    expect(seen(region)).to.include(name);
  });

  it("hands on every unit, and writes every row", async () => {
    const audience = listen("lk-audience");
    const {dialog} = await opened();
    dialog.querySelector<HTMLElement>(".pager button")!.click();
    const {count, units} = audience.details[0] as {count: number; units: string[]};
    expect([count, units.length, units[N - 1]]).to.deep.equal([N, N, nameOf(N - 1)]);
    audience.stop();
  });

  it("prints a bounded number of rows and says so", async () => {
    const {region, dialog} = await opened();
    region.scrollTop = 600_000;
    await frame();
    window.dispatchEvent(new Event("beforeprint"));
    expect(rows(region)).to.have.length(1000);
    expect(rows(region)[0]!.querySelector("th")!.textContent).to.equal(nameOf(0));
    expect(dialog.querySelector(".paper")!.textContent).to.contain("1,000").and.to.contain("100,000");
    window.dispatchEvent(new Event("afterprint"));
    await frame();
    expect(rows(region).length).to.be.lessThan(80);
  });

  it("has rows as high as the reader's text", async () => {
    const root = document.documentElement;
    root.style.setProperty("font-size", "200%");
    try {
      const {region} = await opened();
      region.scrollTop = region.scrollHeight;
      await frame();
      await frame();
      expect(seen(region)).to.include(nameOf(N - 1));
      const [a, b] = rows(region).map((row) => row.getBoundingClientRect().top);
      expect(b! - a!).to.be.at.least(rows(region)[0]!.querySelector("button")!.getBoundingClientRect().height);
    } finally {
      root.style.removeProperty("font-size");
    }
  });

  it("reads from right to left", async () => {
    document.documentElement.setAttribute("dir", "rtl");
    try {
      const {element, region} = await opened({locale: "ar"});
      region.focus();
      press(region, "End");
      expect(focusedName(element)).to.equal(nameOf(N - 1));
      const [first, second] = Array.from(rows(region).at(-1)!.children, (cell) => cell.getBoundingClientRect().right);
      expect(first).to.be.greaterThan(second!);
      await settled(element);
    } finally {
      document.documentElement.removeAttribute("dir");
    }
  });
});
