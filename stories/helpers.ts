// What the stories of all widgets share: a host over the sample company, the stories every widget has, and what a person does in them.
import type {StoryObj} from "@storybook/web-components-vite";
import {expect, fn, userEvent, waitFor} from "storybook/test";
import type {Host} from "../engine/hosts/host.js";
import type {QueryInput} from "../engine/model/query.js";
import type {WidgetElement} from "../components/base/widget-element.js";
import {localHost, openDataset} from "../engine/index.js";
import {sources} from "../engine/sources/index.js";
import {makeCompany} from "./sample/company.js";
import {exportsOf} from "./sample/systems/index.js";

export type Args = Record<string, unknown>;
export type Story = StoryObj<Args>;

/** A host whose data is made when it is first asked, once for all stories of a page. */
function lazyHost(make: () => Promise<Host>): Host {
  let host: Promise<Host> | undefined;
  return {
    ask: async (query, options) => (await (host ??= make())).ask(query, options),
    close: () => {},
  };
}

/** The sample company, smaller than in the files: nine months, about 400 people. */
export const sampleHost = lazyHost(async () => localHost(await sampleDataset()));

/** The same data as a Dataset, for stories of lk-data. */
export async function sampleDataset() {
  const {events, ...tables} = makeCompany({people: 400, months: 9}).tables;
  return openDataset(events, {tables});
}

/** The exports of the company's systems, those that the engine has adapters for. */
export const systemsHost = lazyHost(async () => {
  const {inputs, files} = exportsOf(makeCompany());
  const understood = inputs.filter(({path}) => sources.some(({name}) => path.startsWith(`${name}/`)));
  const bytes = (path: string) => new TextEncoder().encode(files.get(path));
  return localHost(await openDataset(understood.map((input) => ({...input, data: bytes(input.path)}))));
});

/** One person with one event of each name. */
const onePersonHost = lazyHost(async () => {
  const names = ["visit", "signup", "activated", "login", "feature_used", "purchase"];
  const rows = names.map((event, i) => ({
    user: "ana",
    event,
    timestamp: `2025-01-0${i + 1}T10:00:00Z`,
    amount: 12,
    currency: "USD",
  }));
  return localHost(await openDataset(rows));
});

/** Data with a header and no rows. */
const emptyHost = lazyHost(async () => localHost(await openDataset({user: [], event: [], timestamp: []})));

const pendingHost: Host = {ask: () => new Promise(() => {}), close: () => {}};
const brokenHost: Host = {
  ask: (query: QueryInput) =>
    Promise.reject(
      new Error(`the warehouse did not answer this ${query.kind} question; check the connection and try again`),
    ),
  close: () => {},
};

/** What a widget's stories need to know of it. */
export interface WidgetStories {
  /** Tag. */
  readonly tag: string;
  /** Args of the typical story: properties by name. */
  readonly args: Args;
  /** The same with long labels. */
  readonly longLabels?: Args;
}

/** Makes the element from args. Args named like attributes are set as attributes. */
export function render(tag: string, args: Args): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(args)) {
    if (value === undefined) continue;
    if (name in element) (element as unknown as Args)[name] = value;
    else if (!name.startsWith("on")) element.setAttribute(name, String(value));
  }
  for (const [name, value] of Object.entries(args)) {
    if (name.startsWith("on") && typeof value === "function")
      element.addEventListener(eventName(name), value as EventListener);
  }
  return element;
}

// Storybook's actions are named "onLkSelect" for "lk-select".
const eventName = (name: string) =>
  name
    .slice(2)
    .replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`)
    .toLowerCase();

/** The stories that every widget has. Each is an export of its own in the widget's file, so that Storybook finds it. */
export function storiesFor({tag, args, longLabels = {}}: WidgetStories) {
  const own = {...args, host: sampleHost};
  const drawn = (more: Args = {}): Story => ({
    args: {...own, ...more},
    play: ({canvasElement}) => reaches(canvasElement, tag, "ready"),
  });
  return {
    render: (given: Args) => render(tag, given),
    args: own,
    typical: (): Story => ({
      args: {...own, onLkSelect: fn()},
      play: ({canvasElement, args: given}) => walksAndChooses(canvasElement, tag, given["onLkSelect"]),
    }),
    loading: (): Story => ({args: {...own, host: pendingHost}, play: ({canvasElement}) => isBusy(canvasElement, tag)}),
    empty: (): Story => ({
      args: {...own, host: emptyHost, unknownNames: "allow"},
      play: ({canvasElement}) => reaches(canvasElement, tag, "empty"),
    }),
    failed: (): Story => ({
      args: {...own, host: brokenHost},
      play: ({canvasElement}) => offersAnotherTry(canvasElement, tag),
    }),
    oneRow: (more: Args = {}): Story => ({...drawn(), args: {...own, host: onePersonHost, ...more}}),
    tooYoung: (more: Args = {}): Story => ({
      args: {...own, host: onePersonHost, ...more},
      play: ({canvasElement}) => saysWhyEmpty(canvasElement, tag),
    }),
    longLabels: (): Story => drawn(longLabels),
    table: (): Story => ({...drawn({view: "table"}), play: ({canvasElement}) => showsTable(canvasElement, tag)}),
    dark: (): Story => ({...drawn(), globals: {theme: "dark"}}),
    rightToLeft: (): Story => ({...drawn(), globals: {direction: "rtl", locale: "ar"}}),
    narrow: (): Story => ({...drawn(), decorators: [inColumn]}),
    /** With the dated notes of the sample: each has a flag on the axis and its words under the picture. */
    annotated: (more: Args = {}): Story => ({
      ...drawn(more),
      play: ({canvasElement}) => namesNotes(canvasElement, tag),
    }),
    /** Two named groups of people: their figures, and the differences with intervals. */
    compared: (query: Args = {}, more: Args = {}): Story => ({
      ...drawn({...more, query: {...channels, ...query}}),
      play: ({canvasElement}) => tellsSidesApart(canvasElement, tag),
    }),
    /** A question that no comparison makes sense for says so, and which kind it is. */
    notCompared: (kind: string, query: Args = {}): Story => ({
      args: {...own, query: {...channels, ...query}},
      play: ({canvasElement}) => refusesSides(canvasElement, tag, kind),
    }),
    with: drawn,
  };
}

/** Those who came through a paid ad, and all others. */
export const channels = {
  cohorts: {"Paid ads": {when: {event: "ad_click"}}, "Other channels": {when: {not: {event: "ad_click"}}}},
  compare: {a: "Other channels", b: "Paid ads"},
};

/** Puts a story into a column as wide as a telephone. */
export function inColumn(story: () => unknown): HTMLElement {
  const column = document.createElement("div");
  column.style.setProperty("inline-size", "340px");
  column.append(story() as Node);
  return column;
}

export function find(canvas: HTMLElement, tag: string): WidgetElement {
  return canvas.querySelector<WidgetElement>(tag)!;
}

/** Waits until the widget is in a state. */
export async function reaches(canvas: HTMLElement, tag: string, state: string): Promise<void> {
  const element = find(canvas, tag);
  await waitFor(() => expect(element.state).toBe(state), {timeout: 20_000});
  await element.updateComplete;
}

async function isBusy(canvas: HTMLElement, tag: string): Promise<void> {
  await reaches(canvas, tag, "loading");
  await expect(find(canvas, tag).getAttribute("aria-busy")).toBe("true");
}

async function offersAnotherTry(canvas: HTMLElement, tag: string): Promise<void> {
  await reaches(canvas, tag, "failed");
  const root = find(canvas, tag).renderRoot;
  await expect(root.querySelector("[role=alert]")?.textContent).toContain("did not answer");
  await expect(root.querySelector("[part=retry]")).not.toBeNull();
}

// There are events, but none has been followed for a whole period: the words say that, not that there is no data.
async function saysWhyEmpty(canvas: HTMLElement, tag: string): Promise<void> {
  await reaches(canvas, tag, "empty");
  await expect(find(canvas, tag).renderRoot.querySelector("[part=empty]")?.textContent).toMatch(/whole period/);
}

async function showsTable(canvas: HTMLElement, tag: string): Promise<void> {
  await reaches(canvas, tag, "ready");
  await expect(find(canvas, tag).renderRoot.querySelectorAll("tbody th[scope=row]").length).toBeGreaterThan(0);
}

async function namesNotes(canvas: HTMLElement, tag: string): Promise<void> {
  await reaches(canvas, tag, "ready");
  const {renderRoot} = find(canvas, tag);
  await waitFor(() => expect(renderRoot.querySelectorAll(".note-flag").length).toBeGreaterThan(0));
  await expect(renderRoot.querySelector("[part=notes]")?.textContent).toContain("Summer campaign");
}

async function tellsSidesApart(canvas: HTMLElement, tag: string): Promise<void> {
  await reaches(canvas, tag, "ready");
  const {renderRoot, question} = find(canvas, tag);
  await waitFor(() => expect(renderRoot.querySelectorAll(".pair.ring").length).toBeGreaterThan(0));
  const sides = Array.from(renderRoot.querySelectorAll("[part=legend] li"), ({textContent}) => textContent.trim());
  await expect(sides).toHaveLength(2);
  const {compare} = question as {compare?: {a?: string; b?: string}};
  // Ranges are called by their days, in the reader's words.
  if (compare?.a) await expect(sides).toEqual([compare.a, compare.b]);
  const name = renderRoot.querySelector(".mark")!.getAttribute("aria-label");
  for (const side of sides) await expect(name).toContain(side);
}

async function refusesSides(canvas: HTMLElement, tag: string, kind: string): Promise<void> {
  await reaches(canvas, tag, "failed");
  const alert = find(canvas, tag).renderRoot.querySelector("[role=alert]")!.textContent;
  await expect(alert).toContain(`a ${kind} answer has no sides that can be compared`);
}

/** A person goes through the marks with the keyboard and chooses one. */
async function walksAndChooses(canvas: HTMLElement, tag: string, chosen: unknown): Promise<void> {
  await reaches(canvas, tag, "ready");
  const {renderRoot} = find(canvas, tag);
  const marks = () => Array.from(renderRoot.querySelectorAll<HTMLElement>(".mark"));
  await waitFor(() => expect(marks().length).toBeGreaterThan(0));
  await expect(marks().filter((mark) => mark.getAttribute("tabindex") === "0")).toHaveLength(1);
  marks()[0]!.focus();
  await userEvent.keyboard("{End}");
  await expect((renderRoot as ShadowRoot).activeElement).toBe(marks()[marks().length - 1]);
  await userEvent.keyboard("{Enter}");
  await expect(chosen).toHaveBeenCalledTimes(1);
  await userEvent.keyboard("{Escape}");
}
