// Stories of lk-filter-bar: it filters the widgets around it.
import type {Meta} from "@storybook/web-components-vite";
import {html, type TemplateResult} from "lit";
import {expect, userEvent, waitFor} from "storybook/test";
import type {LkFilterBar} from "../components/filter-bar/filter-bar.js";
import type {LkFunnel} from "../components/funnel/funnel.js";
import {sampleHost, type Story} from "./helpers.js";

const page = (filters: readonly string[]): TemplateResult =>
  html`<lk-data .host=${sampleHost}>
    <lk-filter-bar .filters=${filters}></lk-filter-bar>
    <lk-funnel heading="From the first visit to activation" .steps=${["visit", "signup", "activated"]}></lk-funnel>
  </lk-data>`;

export default {
  title: "Widgets/Filter bar",
  component: "lk-filter-bar",
  render: () => page(["country", "channel", "device"]),
} satisfies Meta;

export const Typical: Story = {
  play: async ({canvasElement}) => {
    const bar = canvasElement.querySelector<LkFilterBar>("lk-filter-bar")!;
    const funnel = canvasElement.querySelector<LkFunnel>("lk-funnel")!;
    await waitFor(() => expect(funnel.state).toBe("ready"), {timeout: 20_000});
    const all = Number(funnel.result!.tables["steps"]!.get("reached", 0));
    const root = bar.renderRoot;
    await waitFor(() => expect(root.querySelectorAll("input[type=checkbox]").length).toBeGreaterThan(3), {
      timeout: 20_000,
    });
    root.querySelector("details")!.open = true;
    await userEvent.click(root.querySelector<HTMLInputElement>("input[type=checkbox]")!);
    await waitFor(() => expect(Number(funnel.result!.tables["steps"]!.get("reached", 0))).toBeLessThan(all), {
      timeout: 20_000,
    });
    await expect(root.querySelectorAll("[part=chips] li").length).toBe(2);
  },
};
/** Choosing a stage keeps those who are in it. */
export const Stages: Story = {
  render: () =>
    html`<lk-data .host=${sampleHost}>
      <lk-filter-bar stages .cohorts=${{buyers: {when: {event: "purchase"}}}} .filters=${["country"]}></lk-filter-bar>
      <lk-funnel heading="From the first visit to activation" .steps=${["visit", "signup", "activated"]}></lk-funnel>
    </lk-data>`,
  play: async ({canvasElement}) => {
    const {renderRoot} = canvasElement.querySelector<LkFilterBar>("lk-filter-bar")!;
    const funnel = canvasElement.querySelector<LkFunnel>("lk-funnel")!;
    await waitFor(() => expect(funnel.state).toBe("ready"), {timeout: 20_000});
    renderRoot.querySelector<HTMLInputElement>("input[type=checkbox]")!.click();
    await waitFor(() => expect(funnel.result!.query["where"]).toEqual({stage: "awareness"}), {timeout: 20_000});
  },
};
export const OnlyTime: Story = {render: () => page([])};
export const Dark: Story = {globals: {theme: "dark"}};
export const RightToLeft: Story = {globals: {direction: "rtl"}};
