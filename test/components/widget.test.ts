// What every widget promises, shown on lk-funnel: states, questions, order of settings, table, exports, events.
import {expect} from "@esm-bundle/chai";
import "../../components/funnel/define.js";
import type {LkFunnel} from "../../components/funnel/funnel.js";
import {PSEUDO_LOCALE} from "../../components/format/catalogue.js";
import {funnel, funnelBy, steps} from "./funnel.fixture.js";
import {all, clear, HandHost, hostOf, listen, one, place, press, settled, visibleTexts, until} from "./helpers.js";

const ready = (properties: Partial<LkFunnel> = {}) =>
  place<LkFunnel>("lk-funnel", {result: funnel as never, ...properties});

describe("states of a widget", () => {
  afterEach(clear);

  it("is loading and busy until the answer comes, then ready", async () => {
    const host = new HandHost();
    const element = await place<LkFunnel>("lk-funnel", {host, steps: ["a", "b"]});
    expect([element.state, element.getAttribute("state"), element.getAttribute("aria-busy")]).to.deep.equal([
      "loading",
      "loading",
      "true",
    ]);
    host.asked[0]!.answer(funnel);
    await settled(element);
    expect([element.state, element.getAttribute("state"), element.getAttribute("aria-busy")]).to.deep.equal([
      "ready",
      "ready",
      null,
    ]);
  });

  it("says what failed in an alert, and tries again by its button", async () => {
    const errors = listen("lk-error");
    const host = new HandHost();
    const element = await place<LkFunnel>("lk-funnel", {host, steps: ["a", "b"]});
    host.asked[0]!.fail(Object.assign(new Error('steps[0]: unknown event "a"'), {name: "QueryError"}));
    await settled(element);
    expect(element.state).to.equal("failed");
    expect(one(element, "[role=alert]").textContent).to.contain('unknown event "a"');
    expect(errors.details).to.deep.equal([{name: "QueryError", message: 'steps[0]: unknown event "a"'}]);
    one(element, "[part=retry]").click();
    await settled(element);
    host.asked[1]!.answer(funnel);
    await settled(element);
    expect(element.state).to.equal("ready");
    errors.stop();
  });

  it("keeps the old picture while the next answer is under way", async () => {
    const host = new HandHost();
    const element = await place<LkFunnel>("lk-funnel", {host, steps: ["a", "b"]});
    host.asked[0]!.answer(funnel);
    await settled(element);
    element.window = "P7D";
    await settled(element);
    expect(element.state).to.equal("loading");
    expect(all(element, ".bar")).to.have.length(3);
  });

  it("draws an answer once, and a new question not at all until it is answered", async () => {
    const host = new HandHost();
    const element = await place<LkFunnel>("lk-funnel", {host, steps: ["a", "b"]});
    let drawn = 0;
    const own = element as unknown as {draw: (...given: unknown[]) => unknown};
    const draw = own.draw.bind(element);
    own.draw = (...given) => (drawn++, draw(...given));
    host.asked[0]!.answer(funnel);
    await settled(element);
    const once = drawn;
    element.window = "P7D";
    await settled(element);
    expect([element.state, drawn]).to.deep.equal(["loading", once]);
    host.asked[1]!.answer(funnelBy);
    await settled(element);
    expect([element.state, drawn]).to.deep.equal(["ready", once + 1]);
    // Another change beside the question is drawn at once.
    element.window = "P8D";
    element.density = "compact";
    await settled(element);
    expect([element.state, drawn]).to.deep.equal(["loading", once + 2]);
  });

  it("tells of a result of another kind instead of drawing it", async () => {
    const element = await ready({result: {...funnel, kind: "retention"} as never});
    expect(element.state).to.equal("failed");
    expect(element.error!.message).to.contain('of kind "funnel"');
  });

  it("fires lk-load when an answer is shown, with plain details", async () => {
    const loads = listen("lk-load");
    await ready();
    expect(loads.details).to.deep.equal([{kind: "funnel", summary: "25% of 200 people got there."}]);
    loads.stop();
  });

  it("has a read-only state", async () => {
    const element = await ready();
    expect(() => ((element as {state: string}).state = "failed")).to.throw();
  });
});

describe("questions of a widget", () => {
  afterEach(clear);

  it("asks once for ten changes in one tick", async () => {
    const host = hostOf(funnel);
    const element = await place<LkFunnel>("lk-funnel", {host, steps: ["a", "b"]});
    host.asked = 0;
    for (let i = 1; i <= 10; i++) element.window = `P${i}D`;
    await settled(element);
    expect(host.asked).to.equal(1);
  });

  it("asks nothing when a change leaves the question as it was", async () => {
    const host = hostOf(funnel);
    const element = await place<LkFunnel>("lk-funnel", {host, query: {steps: ["a", "b"]}});
    element.query = {steps: ["a", "b"]};
    element.heading = "New";
    await settled(element);
    expect(host.asked).to.equal(1);
  });

  it("aborts a question that is overtaken and never shows its answer", async () => {
    const host = new HandHost();
    const element = await place<LkFunnel>("lk-funnel", {host, steps: ["a", "b"]});
    element.steps = ["a", "c"];
    await settled(element);
    expect(host.asked[0]!.signal!.aborted).to.equal(true);
    host.asked[1]!.answer({...funnel, summary: "second"});
    host.asked[0]!.answer({...funnel, summary: "first"});
    await settled(element);
    expect(element.result!.summary).to.equal("second");
  });

  it("gives the same whatever the order in which properties are set", async () => {
    const settings: Record<string, unknown> = {
      steps: ["a", "b"],
      window: "P7D",
      tz: "Europe/Paris",
      heading: "H",
      view: "both",
    };
    const names = [...Object.keys(settings), "host"];
    for (const order of [names, [...names].reverse()]) {
      const host = new HandHost();
      const element = document.createElement("lk-funnel");
      for (const name of order.slice(0, 3)) Object.assign(element, {[name]: name === "host" ? host : settings[name]});
      const room = document.body.appendChild(document.createElement("div"));
      room.append(element);
      for (const name of order.slice(3)) Object.assign(element, {[name]: name === "host" ? host : settings[name]});
      await settled(element);
      expect(host.asked.map(({query}) => query)).to.deep.equal([
        {kind: "funnel", steps: ["a", "b"], window: "P7D", tz: "Europe/Paris"},
      ]);
      room.remove();
    }
  });

  it("stops its question when it is removed, and asks again when it comes back", async () => {
    const host = new HandHost();
    const element = await place<LkFunnel>("lk-funnel", {host, steps: ["a", "b"]});
    const room = element.parentElement!;
    element.remove();
    expect(host.asked[0]!.signal!.aborted).to.equal(true);
    room.append(element);
    await settled(element);
    host.asked[1]!.answer(funnel);
    await settled(element);
    expect(element.state).to.equal("ready");
    expect(all(element, ".bar")).to.have.length(3);
  });

  it("goes back to the answer before when it is stopped", async () => {
    const host = new HandHost();
    const element = await place<LkFunnel>("lk-funnel", {host, steps: ["a", "b"]});
    host.asked[0]!.answer(funnel);
    await settled(element);
    element.window = "P1D";
    await settled(element);
    element.abort();
    await settled(element);
    expect([element.state, element.result!.summary, host.asked[1]!.signal!.aborted]).to.deep.equal([
      "ready",
      funnel.summary,
      true,
    ]);
  });

  it("has settled when refresh() resolves", async () => {
    const host = hostOf(funnel);
    const element = await place<LkFunnel>("lk-funnel", {host, steps: ["a", "b"]});
    await element.refresh();
    expect([element.state, host.asked]).to.deep.equal(["ready", 2]);
  });

  it("leaves no observers or listeners behind after many rounds of adding and removing", async () => {
    const element = await ready();
    const room = element.parentElement!;
    const [live, undo] = countListeners();
    for (let round = 0; round < 30; round++) {
      element.remove();
      room.append(element);
      await element.updateComplete;
    }
    element.remove();
    undo();
    expect(live.get("document") ?? 0).to.be.at.most(0);
  });
});

// Counts listeners added to the document, less those taken away again.
function countListeners(): [Map<string, number>, () => void] {
  const live = new Map<string, number>();
  const [add, remove] = [document.addEventListener, document.removeEventListener];
  const count = (change: number) => live.set("document", (live.get("document") ?? 0) + change);
  document.addEventListener = function (...args: Parameters<typeof add>) {
    count(1);
    add.apply(document, args);
  } as typeof add;
  document.removeEventListener = function (...args: Parameters<typeof remove>) {
    count(-1);
    remove.apply(document, args);
  } as typeof remove;
  return [live, () => ((document.addEventListener = add), (document.removeEventListener = remove))];
}

describe("the table of a widget", () => {
  afterEach(clear);

  it("is reached by a button whose name says so, and tells the page that a person did it", async () => {
    const changes = listen("lk-state-change");
    const element = await ready();
    const button = all<HTMLButtonElement>(element, "button").find((found) =>
      /table/i.test(found.getAttribute("aria-label") ?? ""),
    )!;
    button.click();
    await settled(element);
    expect(element.view).to.equal("table");
    expect(all(element, "table thead th[scope=col]").length).to.be.greaterThan(5);
    expect(all(element, "table tbody th[scope=row]")).to.have.length(3);
    expect(changes.details).to.have.length(1);
    changes.stop();
  });

  it("says nothing when code changes the view", async () => {
    const changes = listen("lk-state-change");
    const element = await ready();
    element.view = "table";
    element.setState({view: "both"});
    await settled(element);
    expect(changes.details).to.deep.equal([]);
    changes.stop();
  });

  it("sorts by a press on a column, figures from the largest, and gives the order back", async () => {
    const element = await ready({view: "table"});
    const reached = () => all(element, "tbody tr").map((row) => row.querySelectorAll("td")[1]!.textContent);
    const press = async () => {
      all(element, "thead button")[2]!.click();
      await settled(element);
    };
    await press();
    expect(reached()).to.deep.equal(["200", "120", "50"]);
    expect(all(element, "thead th")[2]!.getAttribute("aria-sort")).to.equal("descending");
    await press();
    expect(reached()).to.deep.equal(["50", "120", "200"]);
    await press();
    expect(all(element, "thead th")[2]!.getAttribute("aria-sort")).to.equal("none");
  });

  it("draws of many rows those in sight", async () => {
    const many = Array.from({length: 450}, (_, i) => ({...steps[0]!, step: i + 1, label: `step ${i + 1}`}));
    const element = await ready({view: "table", result: {...funnel, tables: {steps: many}} as never});
    const drawn = () => all(element, "tbody tr:not(.gap)");
    await until(() => drawn().length > 0);
    expect(drawn().length).to.be.lessThan(100);
    expect(one(element, "table").getAttribute("aria-rowcount")).to.equal("451");
    one(element, ".table").scrollTop = 1e6;
    await until(() => drawn().at(-1)!.querySelector("td")!.textContent === "step 450");
  });

  it("keeps view and order in a plain state", async () => {
    const element = await ready();
    const state = {view: "both", sort: {column: "reached", descending: true}};
    element.setState(state);
    await settled(element);
    expect(JSON.parse(JSON.stringify(element.getState()))).to.deep.include(state);
    element.setState({view: "nonsense", sort: 7});
    expect(element.getState()).to.deep.include(state);
  });
});

describe("exports of a widget", () => {
  afterEach(clear);

  it("writes all rows and columns of the first table as CSV, harmless for spreadsheets", async () => {
    const rows = [{...steps[0]!, label: '=cmd("x")'}, {...steps[1]!, label: "a,b"}, steps[2]!];
    const element = await ready({result: {...funnel, tables: {steps: rows}} as never});
    const blob = await element.exportCSV();
    const lines = (await blob.text()).split("\n");
    expect(blob.type).to.contain("text/csv");
    expect(lines[0]).to.equal(Object.keys(steps[0]!).join(","));
    expect(lines[1]).to.contain(`"'=cmd(""x"")"`);
    expect(lines[2]).to.contain('2,"a,b",120,0.6,');
    expect(lines).to.have.length(5);
  });

  it("writes the wire form as JSON", async () => {
    const element = await ready();
    expect(JSON.parse(await (await element.exportJSON()).text())).to.deep.equal(funnel);
    expect(JSON.stringify(element.result)).to.equal(JSON.stringify(funnel));
  });

  for (const view of ["chart", "table"] as const) {
    it(`writes an SVG that stands alone, from the ${view}`, async () => {
      const element = await ready({heading: "Steps", view});
      const blob = await element.exportSVG();
      const text = await blob.text();
      const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
      expect(blob.type).to.equal("image/svg+xml");
      expect(text).to.not.match(/var\(|class=|light-dark/);
      expect(svg.querySelector("title")!.textContent).to.equal("Steps");
      expect(svg.querySelectorAll("[fill='rgb(47, 87, 201)']")).to.have.length.greaterThan(2);
      expect(element.view).to.equal(view);
    });
  }

  it("writes a PNG of twice the size", async () => {
    const element = await ready();
    const blob = await element.exportPNG();
    const image = await createImageBitmap(blob);
    const {width, height} = one<SVGSVGElement>(element, ".chart").viewBox.baseVal;
    expect([blob.type, image.width, image.height]).to.deep.equal(["image/png", width * 2, Math.round(height * 2)]);
  });

  it("refuses with a reason when there is no answer", async () => {
    const element = await place<LkFunnel>("lk-funnel", {host: new HandHost(), steps: ["a", "b"]});
    const error = await element.exportCSV().catch((cause: Error) => cause);
    expect((error as Error).message).to.contain("no answer to export");
  });
});

describe("what a reader of a widget sees", () => {
  afterEach(clear);

  it("says period, zone, as of, n and rejected rows, and how it was counted", async () => {
    const element = await ready();
    // Browsers differ in the kind of space that they put beside a dash.
    const foot = one(element, "[part=foot]").textContent.replaceAll(/\s/g, " ");
    for (const part of ["Jan 1 – Feb 28, 2026", "UTC", "as of Mar 1, 2026", "n = 200", "10 rows rejected", "14 days"])
      expect(foot).to.contain(part);
  });

  it("marks what a preset changes", async () => {
    const element = await ready({
      result: {...funnel, query: {...funnel.query, preset: "mixpanel", entry: "first"}} as never,
    });
    expect(one(element, "[part=counted]").textContent).to.contain("first (ours: best)");
  });

  it("writes how it was counted in words: durations, units, and what a preset counts differently", async () => {
    const counted = async (query: object, locale?: string) => {
      const own = {...funnel, query: {...funnel.query, unit: "session", sessionGap: "PT30M", ...query}};
      const element = await ready({result: own as never, ...(locale ? {locale} : {})});
      const terms = all(element, "[part=counted] dt").map((term) => term.textContent);
      const values = all(element, "[part=counted] dd").map((value) => value.textContent.trim());
      return Object.fromEntries(terms.map((term, i) => [term, values[i]]));
    };
    expect(await counted({window: "P1DT12H", tieTolerance: "PT0S"})).to.include({
      "Window": "1 day, 12 hours",
      "Session gap": "30 minutes",
      "Unit": "sessions",
    });
    expect(await counted({tieTolerance: "PT0S"})).not.to.have.property("Tie tolerance");
    const mixpanel = {window: "P7D", tieTolerance: "PT2S", entry: "first", order: "ordered", preset: "mixpanel"};
    expect(await counted(mixpanel, "de")).to.include({
      Eintritt: "erster (bei uns: bester)",
      Reihenfolge: "der Reihe nach",
      Fenster: "7 Tage (bei uns: 14 Tage)",
      Toleranz: "2 Sekunden (bei uns: 0 Sekunden)",
      Sitzungspause: "30 Minuten",
      Einheit: "Sitzungen",
    });
    expect(await counted({window: null})).to.include({Window: "none"});
  });

  it("speaks the language asked for", async () => {
    const element = await ready({locale: "de"});
    expect(visibleTexts(element).join(" ")).to.contain("Wie gezählt wurde").and.contain("10 Zeilen abgelehnt");
  });

  it("says its sentence in German", async () => {
    const element = await ready({locale: "de-DE"});
    expect(one(element, ".summary").textContent.replaceAll("\u00a0", " ").trim()).to.equal(
      "25 % von 200 Personen mit „visit“ kamen innerhalb von 14 Tagen bis „pay“; 20 haben noch Zeit.",
    );
  });

  it("keeps English sentences where there are no others, and says so once", async () => {
    const {info} = console;
    const told: string[] = [];
    console.info = (text: string) => void told.push(text);
    try {
      const first = await ready({locale: "fr"});
      await ready({locale: "fr"});
      expect(one(first, ".summary").textContent).to.contain("people who did “visit” got to “pay”");
    } finally {
      console.info = info;
    }
    expect(told).to.have.length(1);
    expect(told[0]).to.contain('no sentences in "fr"');
  });

  it("takes the language from the nearest lang", async () => {
    const element = await ready();
    element.parentElement!.lang = "de";
    element.requestUpdate();
    await settled(element);
    expect(one(element, "summary").textContent).to.equal("Wie gezählt wurde");
  });

  it("has no word outside the catalogues", async () => {
    const element = await ready({locale: PSEUDO_LOCALE, view: "both", result: funnelBy as never});
    await settled(element);
    const own = new Set(["visit", "signup", "pay", "de", "A sentence.", "UTC", "0.0.0"]);
    const strays = visibleTexts(element).filter(
      (text) => /\p{L}/u.test(text) && !/^[^⟦]*⟦.*⟧[^⟧]*$/su.test(text) && !own.has(text),
    );
    expect(strays.filter((text) => !/^\d/.test(text) && !/\d{4}$/.test(text) && !/\d{4}, /.test(text))).to.deep.equal(
      [],
    );
  });

  it("stands still on paper: one picture, no buttons, no tab stops", async () => {
    const element = await ready({still: true, view: "both"});
    expect(one(element, ".chart").getAttribute("role")).to.equal("img");
    expect(all(element, "button, [tabindex]")).to.have.length(0);
  });

  it("shows a tooltip beside the mark that has the focus, never over it", async () => {
    const element = await ready();
    const mark = all(element, ".mark")[1]!;
    mark.focus();
    await settled(element);
    const tip = one(element, ".tip");
    expect(tip.matches(":popover-open")).to.equal(true);
    expect(tip.textContent).to.contain("signup").and.contain("120");
    const [a, b] = [tip.getBoundingClientRect(), mark.getBoundingClientRect()];
    expect(a.bottom <= b.top || a.top >= b.bottom || a.right <= b.left || a.left >= b.right).to.equal(true);
    press(mark, "Escape");
    await settled(element);
    expect(tip.matches(":popover-open")).to.equal(false);
  });
});
