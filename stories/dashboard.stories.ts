// Stories of lk-dashboard.
import type {Meta, StoryObj} from "@storybook/web-components-vite";
import {expect, fn, userEvent, waitFor} from "storybook/test";
import type {LkDashboard} from "../components/dashboard/dashboard.js";
import {inColumn, render, sampleHost, type Args} from "./helpers.js";

const tag = "lk-dashboard";
const layout = {
  columns: 2,
  query: {tz: "Europe/Paris"},
  items: [
    {
      widget: "funnel",
      heading: "To a purchase",
      query: {
        steps: ["visit", "signup", "activated", "purchase"],
        window: "P30D",
        breakdown: {prop: "country", top: 3},
      },
    },
    {
      widget: "retention-curve",
      heading: "Coming back",
      query: {start: "signup", return: "login", range: {last: "P12W"}},
    },
    {widget: "retention", heading: "Cohorts", query: {start: "signup", return: "login", range: {last: "P8W"}, n: 8}},
    {widget: "quality", heading: "What came in"},
  ],
};

const args: Args = {heading: "Lifecycle review", layout, host: sampleHost};
export default {
  title: "Elements/Dashboard",
  component: tag,
  render: (given: Args) => render(tag, given),
  args,
} satisfies Meta;

type Story = StoryObj<Args>;
const board = (canvas: HTMLElement) => canvas.querySelector<LkDashboard>(tag)!;

async function isReady(canvas: HTMLElement): Promise<LkDashboard> {
  await waitFor(() => expect(board(canvas).state).toBe("ready"), {timeout: 30_000});
  await board(canvas).updateComplete;
  return board(canvas);
}

/** Choosing a country in the funnel filters all four widgets, and a press on the filter takes it back. */
export const Typical: Story = {
  args: {...args, onLkFilterChange: fn()},
  play: async ({canvasElement, args: {onLkFilterChange}}) => {
    const element = await isReady(canvasElement);
    const marks = element.widgets[0]!.renderRoot.querySelectorAll<HTMLElement>(".mark");
    marks[1]!.focus();
    await userEvent.keyboard("{Enter}");
    await expect(onLkFilterChange).toHaveBeenCalledTimes(1);
    const chip = await waitFor(() => element.renderRoot.querySelector<HTMLElement>(".filters button")!);
    chip.click();
    await expect(onLkFilterChange).toHaveBeenCalledTimes(2);
    await isReady(canvasElement);
  },
};

export const WrongLayout: Story = {
  args: {...args, layout: {items: [{widget: "funel"}]}},
  play: async ({canvasElement}) => {
    await waitFor(() =>
      expect(board(canvasElement).renderRoot.querySelector("[role=alert]")?.textContent).toContain("funnel"),
    );
  },
};

const seen: Story["play"] = async ({canvasElement}) => void (await isReady(canvasElement));
export const Compact: Story = {args: {...args, density: "compact"}, play: seen};
export const Dark: Story = {globals: {theme: "dark"}, play: seen};
export const RightToLeft: Story = {globals: {direction: "rtl", locale: "ar"}, play: seen};
export const Narrow: Story = {decorators: [inColumn], play: seen};
