// Stories of lk-data: where data may come from, and what widgets inside do while it comes or when it does not.
import type {Meta, StoryObj} from "@storybook/web-components-vite";
import {expect, waitFor} from "storybook/test";
import type {LkData} from "../components/data/data.js";
import type {LkFunnel} from "../components/funnel/funnel.js";
import {render, sampleDataset, type Args} from "./helpers.js";

const rows = [
  {user: "ana", event: "visit", timestamp: "2026-01-05T10:00:00Z"},
  {user: "ana", event: "signup", timestamp: "2026-01-06T10:00:00Z"},
  {user: "ben", event: "visit", timestamp: "2026-01-07T10:00:00Z"},
];

/** lk-data with a funnel inside. */
function withFunnel(args: Args): HTMLElement {
  const data = render("lk-data", args);
  const funnel = render("lk-funnel", {heading: "From visit to sign-up", steps: ["visit", "signup"]});
  data.append(funnel);
  return data;
}

export default {title: "Elements/Data", component: "lk-data", render: withFunnel} satisfies Meta;

type Story = StoryObj<Args>;

const reaches = async (canvas: HTMLElement, state: string) => {
  await waitFor(() => expect(canvas.querySelector<LkFunnel>("lk-funnel")!.state).toBe(state), {timeout: 30_000});
};

export const Rows: Story = {args: {data: rows}, play: ({canvasElement}) => reaches(canvasElement, "ready")};

export const SampleCompany: Story = {
  loaders: [async () => ({dataset: await sampleDataset()})],
  render: (args, {loaded}) => withFunnel({...args, data: loaded["dataset"]}),
  play: ({canvasElement}) => reaches(canvasElement, "ready"),
};

export const ScriptInside: Story = {
  render: (args) => {
    const data = withFunnel(args);
    const script = Object.assign(document.createElement("script"), {
      type: "application/json",
      textContent: JSON.stringify(rows),
    });
    data.prepend(script);
    return data;
  },
  play: ({canvasElement}) => reaches(canvasElement, "ready"),
};

export const Failed: Story = {
  args: {src: "no-such-file.csv"},
  play: async ({canvasElement}) => {
    await reaches(canvasElement, "failed");
    await expect(canvasElement.querySelector<LkData>("lk-data")!.state).toBe("failed");
  },
};

export const Empty: Story = {
  args: {data: {user: [], event: [], timestamp: []}},
  play: ({canvasElement}) => reaches(canvasElement, "empty"),
};
