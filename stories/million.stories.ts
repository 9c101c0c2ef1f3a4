// One million events in the page: a range slider and a filter over a worker, live.
import type {Meta, StoryObj} from "@storybook/web-components-vite";
import {html, render as renderInto} from "lit";
import {expect, waitFor} from "storybook/test";
import type {LkData} from "../components/data/data.js";
import type {LkFunnel} from "../components/funnel/funnel.js";
import type {LkGrowth} from "../components/growth/growth.js";
import {createWorker} from "../engine/hosts/worker-start.js";
import type {EventColumns, LogOptions} from "./sample/million.js";
import generatorFile from "./sample/million-worker.ts?worker&url";

interface Args {
  /** How many events are generated. */
  events: number;
}

const DAYS = 182;
const DAY = 86_400_000;
const START = Date.UTC(2025, 0, 1);
const dayOf = (n: number): string => new Date(START + n * DAY).toISOString().slice(0, 10);

/** The log, generated in a worker, since a million rows at once would hold the page up. */
function generated(options: LogOptions): Promise<EventColumns> {
  const worker = createWorker(new URL(generatorFile, document.baseURI));
  return new Promise<EventColumns>((resolve, reject) => {
    worker.onmessage = ({data}: MessageEvent<EventColumns>) => resolve(data);
    worker.onerror = ({message}) => reject(new Error(`the events could not be generated: ${message}`));
    worker.postMessage(options);
  }).finally(() => worker.terminate());
}

/** The generated log as columns, loaded and asked in a worker of its own. */
function page({events}: Args): HTMLElement {
  const room = document.createElement("div");
  const count = events.toLocaleString("en");
  renderInto(html`<p role="status">${count} events are being generated.</p>`, room);
  generated({events}).then(
    (columns) => fill(room, columns, count),
    ({message}: Error) => renderInto(html`<p role="alert">${message}</p>`, room),
  );
  return room;
}

function fill(room: HTMLElement, {ts, ...coded}: EventColumns, count: string): void {
  const data = {timestamp: ts, user: coded.user, event: coded.name, country: coded.country, plan: coded.plan};
  const share = (last: number) => {
    const own = room.querySelector<LkData>("lk-data")!;
    own.share({range: [dayOf(0), dayOf(last)]});
    room.querySelector("output")!.textContent = dayOf(last);
  };
  renderInto(
    html`<lk-data worker .data=${data}>
      <p>${count} generated events.</p>
      <p>
        <label>
          Until
          <input
            type="range"
            min="7"
            max=${DAYS}
            value=${DAYS}
            @input=${({target}: Event) => share(Number((target as HTMLInputElement).value))}
          />
        </label>
        <output>${dayOf(DAYS)}</output>
      </p>
      <lk-filter-bar no-range .filters=${["country", "plan"]}></lk-filter-bar>
      <lk-growth heading="Who comes and goes" period="week"></lk-growth>
      <lk-funnel heading="From a visit to a purchase" .steps=${["visit", "signup", "purchase"]}></lk-funnel>
    </lk-data>`,
    room,
  );
}

export default {title: "Pages/One million events", component: "lk-data", render: page} satisfies Meta<Args>;

const reached = ({result}: LkFunnel): number => Number(result!.tables["steps"]!.get("reached", 0));

/** Dragging the slider answers both widgets anew. Run with fewer events, so that a test takes seconds. */
export const Slider: StoryObj<Args> = {
  name: "Fewer events, tested",
  args: {events: 20_000},
  play: async ({canvasElement}) => {
    await waitFor(() => expect(canvasElement.querySelector("lk-funnel")).not.toBeNull(), {timeout: 30_000});
    const funnel = canvasElement.querySelector<LkFunnel>("lk-funnel")!;
    const growth = canvasElement.querySelector<LkGrowth>("lk-growth")!;
    await waitFor(() => expect([funnel.state, growth.state]).toEqual(["ready", "ready"]), {timeout: 30_000});
    const all = reached(funnel);
    const slider = canvasElement.querySelector<HTMLInputElement>("input[type=range]")!;
    for (const value of ["150", "90", "30"]) {
      slider.value = value;
      slider.dispatchEvent(new Event("input", {bubbles: true}));
    }
    await waitFor(() => expect(reached(funnel)).toBeLessThan(all), {timeout: 20_000});
    await expect(funnel.question).toMatchObject({range: [dayOf(0), dayOf(30)]});
  },
};

export const OneMillion: StoryObj<Args> = {name: "One million", args: {events: 1_000_000}, tags: ["!test"]};
