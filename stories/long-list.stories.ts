// The list behind a number when it is long: only the rows in sight are drawn, and the keyboard goes through all of them.
import type {Meta, StoryObj} from "@storybook/web-components-vite";
import {expect, userEvent, waitFor} from "storybook/test";
import type {Host} from "../engine/hosts/host.js";
import {localHost, openDataset} from "../engine/index.js";
import {find, reaches, render} from "./helpers.js";
import {generateEvents} from "./sample/million.js";

interface Args {
  /** How many people are behind the number, about. */
  people: number;
}

/** Events of one person, on average. */
const EVENTS = 25;

/** Four weeks of as many people, generated when they are asked for. */
function hostOf(people: number): Host {
  const make = async () => {
    const {ts, user, name} = generateEvents({events: people * EVENTS, days: 28});
    return localHost(await openDataset({timestamp: ts, user, event: name}));
  };
  let host: Promise<Host> | undefined;
  return {ask: async (query, options) => (await (host ??= make())).ask(query, options), close: () => {}};
}

const widget = ({people}: Args) =>
  render("lk-metric", {heading: "Active people", measure: "uniques", period: "month", host: hostOf(people)});

export default {title: "Pages/Long list", component: "lk-metric", render: widget} satisfies Meta<Args>;

/** Opens the list and goes to its last row and back. Run with fewer people, so that a test takes seconds. */
export const Walked: StoryObj<Args> = {
  name: "Fewer people, tested",
  args: {people: 4000},
  play: async ({canvasElement}) => {
    await reaches(canvasElement, "lk-metric", "ready");
    const root = find(canvasElement, "lk-metric").renderRoot as ShadowRoot;
    root.querySelector<HTMLElement>(".mark")!.focus();
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(root.querySelector("dialog tbody tr:not(.gap)")).not.toBeNull(), {timeout: 20_000});
    const rows = Number(root.querySelector("dialog table")!.getAttribute("aria-rowcount"));
    await expect(rows).toBeGreaterThan(1000);
    await expect(root.querySelectorAll("dialog tbody tr").length).toBeLessThan(100);
    root.querySelector<HTMLElement>("dialog .table")!.focus();
    await userEvent.keyboard("{End}");
    const row = () => root.activeElement!.closest("tr")?.getAttribute("aria-rowindex");
    await expect(row()).toBe(String(rows));
    await userEvent.keyboard("{Home}");
    await expect(row()).toBe("2");
  },
};

export const HundredThousand: StoryObj<Args> = {
  name: "A hundred thousand people",
  args: {people: 100_000},
  tags: ["!test"],
};
