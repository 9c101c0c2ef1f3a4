// A report's page in the browser: served from memory, with no network, drawn to the end or refused.
import type {Browser, HTTPRequest, Page} from "puppeteer-core";
import {AbortError} from "../../engine/model/errors.js";
import {didYouMean} from "../../engine/model/nearest.js";
import {fontFile, fontParts, fontsByAddress} from "./fonts.js";
import {markup} from "./html.js";
import {outcomes, settle, unsettled, type WidgetOutcome} from "./in-page.js";
import {BOOT, reportPage, type PageInput} from "./page.js";
import type {Kit} from "./kit.js";

/** A host that no resolver knows; all that it serves comes from here. */
const ORIGIN = "http://report.invalid";

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  "font-src 'self'",
  "img-src data:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Widgets that could not be drawn, by their ids. Trying again would not help. */
export class DrawError extends Error {
  override readonly name = "DrawError";
  constructor(
    readonly failures: ReadonlyMap<string, string>,
    /** 2 where the config asks for what a widget does not have, else 1. */
    readonly exitCode: number,
  ) {
    super([...failures].map(([id, problem]) => `${id}: ${problem}`).join("\n"));
  }
}

/** The browser did not do its part: it died, hung, or its page broke. May pass. */
export class RenderError extends Error {
  override readonly name = "RenderError";
  readonly exitCode = 4;
}

export interface LiveOptions {
  readonly input: PageInput & {readonly kit: Kit};
  readonly still: boolean;
  readonly media: "screen" | "print";
  /** Width of the page in CSS px. */
  readonly width: number;
  /** Longest time until everything is drawn, in ms. */
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
}

export interface LivePage {
  readonly page: Page;
  /** Files of the fonts that the page asked for. */
  readonly fonts: ReadonlySet<string>;
}

/** Draws a report and gives its page to `use`; the page is closed afterwards, and when `signal` fires. */
export async function withLivePage<T>(
  browser: Browser,
  options: LiveOptions,
  use: (live: LivePage) => Promise<T>,
): Promise<T> {
  const {signal} = options;
  if (signal?.aborted) throw new AbortError();
  const page = await browser.newPage();
  const close = () => void page.close().catch(() => undefined);
  signal?.addEventListener("abort", close, {once: true});
  try {
    return await use(await drawn(page, options));
  } catch (error) {
    if (signal?.aborted) throw new AbortError();
    throw error;
  } finally {
    signal?.removeEventListener("abort", close);
    await page.close().catch(() => undefined);
  }
}

async function drawn(page: Page, {input, still, media, width, limit}: LiveOptions): Promise<LivePage> {
  const fonts = new Set<string>();
  const broken = brokenPage(page);
  await page.setViewport({width, height: 1200});
  await emulate(page, media);
  // The development runner wraps named functions in a call of this.
  await page.evaluateOnNewDocument("globalThis.__name = (value) => value");
  await page.setRequestInterception(true);
  page.on("request", serve(filesOf(input, still), fonts));
  const ready = page.goto(`${ORIGIN}/`, {waitUntil: "load", timeout: limit}).then(() => page.evaluate(settle));
  await within(limit, Promise.race([ready, broken]), async () => {
    const waiting = await page.evaluate(unsettled).catch(() => []);
    return `not drawn within ${limit / 1000} s${waiting.length ? `; still loading: ${waiting.join(", ")}` : ""}`;
  });
  refuseFailures(await page.evaluate(outcomes));
  return {page, fonts};
}

// In one call, since each one takes back what the last has set.
async function emulate(page: Page, media: LiveOptions["media"]): Promise<void> {
  const session = await page.createCDPSession();
  const features = [
    {name: "prefers-color-scheme", value: "light"},
    {name: "prefers-reduced-motion", value: "reduce"},
  ];
  await session.send("Emulation.setEmulatedMedia", {media, features});
}

interface Served {
  readonly type: string;
  readonly body: string | Buffer;
}

function filesOf(input: LiveOptions["input"], still: boolean): ReadonlyMap<string, () => Served> {
  const scripts = markup`<script type="module" src="/kit.js"></script><script type="module" src="/boot.js"></script>`;
  const page = reportPage(input, {policy: POLICY, fonts: fontsByAddress(), scripts, still});
  const script = (body: string) => () => ({type: "text/javascript; charset=utf-8", body});
  return new Map<string, () => Served>([
    ["/", () => ({type: "text/html; charset=utf-8", body: page})],
    ["/kit.js", script(input.kit.script)],
    ["/boot.js", script(BOOT)],
    ...fontParts().map(({file}) => [`/fonts/${file}`, () => ({type: "font/woff2", body: fontFile(file)})] as const),
  ]);
}

function serve(files: ReadonlyMap<string, () => Served>, fonts: Set<string>): (request: HTTPRequest) => void {
  return (request) => {
    const {origin, pathname} = new URL(request.url());
    const file = origin === ORIGIN ? files.get(pathname) : undefined;
    if (!file) return void request.abort("blockedbyclient").catch(() => undefined);
    if (pathname.startsWith("/fonts/")) fonts.add(pathname.slice("/fonts/".length));
    const {type, body} = file();
    void request.respond({status: 200, contentType: type, body}).catch(() => undefined);
  };
}

// Rejects when the page's own code throws or its process dies; never resolves.
function brokenPage(page: Page): Promise<never> {
  const broken = new Promise<never>((_resolve, reject) => {
    page.on("pageerror", (error) =>
      reject(new DrawError(new Map([["page", error instanceof Error ? error.message : String(error)]]), 1)),
    );
    page.on("error", (error) => reject(new RenderError(`the page's process died: ${error.message}`)));
    page.on("close", () => reject(new RenderError("the page was closed while it was drawn")));
  });
  broken.catch(() => undefined);
  return broken;
}

/** `work`, or a RenderError that says `late` when it takes longer than `limit` ms. */
export async function within<T>(limit: number, work: Promise<T>, late: () => Promise<string>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => void late().then((message) => reject(new RenderError(message))), limit);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

function refuseFailures(all: readonly WidgetOutcome[]): void {
  const wrong = all.filter(({unknown}) => unknown.length > 0);
  if (wrong.length) {
    throw new DrawError(
      new Map(
        wrong.map(({id, unknown: [name = ""], known}) => [
          id,
          `props.${name}: unknown property${didYouMean(name, known)}`,
        ]),
      ),
      2,
    );
  }
  const failed = all.filter(({state, problem}) => state === "failed" || problem !== null);
  if (failed.length)
    throw new DrawError(new Map(failed.map(({id, problem}) => [id, problem ?? "could not be drawn"])), 1);
}
