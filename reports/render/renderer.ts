// Draws documents in a browser that is started when first needed, and started afresh after a fault that may pass.
import type {Browser} from "puppeteer-core";
import pRetry from "p-retry";
import {AbortError} from "../../engine/model/errors.js";
import type {ReportDocument} from "../data/report-document.js";
import type {launchBrowser, LaunchedBrowser} from "./browser.js";
import {BrowserError} from "./find-browser.js";
import {interactiveHtml} from "./interactive.js";
import type {Kit} from "./kit.js";
import {DrawError, RenderError} from "./live-page.js";
import {pdfOf, type Paper} from "./pdf.js";
import type {FinishedPdf} from "./pdf-finish.js";
import {staticHtml} from "./static.js";

export interface RendererOptions {
  readonly kit: () => Kit;
  readonly launch: typeof launchBrowser;
  readonly logo: string | null;
  /** Longest times in ms for drawing a page and for printing it. */
  readonly limits: {readonly render: number; readonly print: number};
  /** Tries before a fault is final. Default 3. */
  readonly tries?: number;
  /** Longest wait before the second try, in ms; it doubles. Default 500. */
  readonly wait?: number;
  readonly note: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Draws reports; `close` ends the browser. */
export interface Renderer {
  html(document: ReportDocument, interactive: boolean): Promise<string>;
  pdf(document: ReportDocument, paper: Paper): Promise<FinishedPdf>;
  /** Name and version of the browser, once there is one. */
  readonly browser: string | null;
  /** How often something was drawn, failures included. */
  readonly tries: number;
  close(): Promise<void>;
}

export function createRenderer(options: RendererOptions): Renderer {
  const {kit, logo, limits, signal} = options;
  const browsers = browserKeeper(options);
  const input = (document: ReportDocument) => ({document, kit: kit(), logo});
  const common = {limit: limits.render, signal};
  return {
    async html(document, interactive) {
      const page = {...common, input: input(document)};
      return browsers.use((browser) => (interactive ? interactiveHtml(browser, page) : staticHtml(browser, page)));
    },
    async pdf(document, paper) {
      const print = {...common, input: input(document), paper, printLimit: limits.print};
      return browsers.use((browser) => pdfOf(browser, print));
    },
    get browser() {
      return browsers.version;
    },
    get tries() {
      return browsers.tries;
    },
    close: () => browsers.close(),
  };
}

interface BrowserKeeper {
  use<T>(work: (browser: Browser) => Promise<T>): Promise<T>;
  close(): Promise<void>;
  readonly version: string | null;
  readonly tries: number;
}

function browserKeeper({launch, note, signal, tries = 3, wait = 500}: RendererOptions): BrowserKeeper {
  let running: LaunchedBrowser | null = null;
  let version: string | null = null;
  let tried = 0;
  const close = async () => {
    const ending = running;
    running = null;
    await ending?.close();
  };
  const attempt = async <T>(work: (browser: Browser) => Promise<T>): Promise<T> => {
    tried += 1;
    try {
      running ??= await launch(signal ? {signal} : {});
      version = running.version;
      return await work(running.browser);
    } catch (error) {
      if (mayPass(error)) await close();
      throw error;
    }
  };
  const use = async <T>(work: (browser: Browser) => Promise<T>): Promise<T> => {
    try {
      return await pRetry(() => attempt(work), {
        retries: tries - 1,
        minTimeout: wait,
        factor: 2,
        randomize: true,
        shouldRetry: ({error}) => mayPass(error),
        onFailedAttempt: ({error, retriesLeft}) => {
          if (mayPass(error) && retriesLeft > 0) note(`${error.message}; trying again with a fresh browser`);
        },
        ...(signal ? {signal} : {}),
      });
    } catch (error) {
      throw signal?.aborted ? new AbortError() : final(error);
    }
  };
  return {
    use,
    close,
    get version() {
      return version;
    },
    get tries() {
      return tried;
    },
  };
}

/** A browser that is not there or an answer that cannot be drawn will be so again; a crash or a deadline may not. */
function mayPass(error: unknown): boolean {
  if (error instanceof DrawError || error instanceof AbortError || isDefect(error)) return false;
  return !(error instanceof BrowserError) || error.cause !== undefined;
}

// Whatever the browser's library throws is a fault of the browser to whoever runs a report.
function final(error: unknown): unknown {
  if (isDefect(error) || typeof (error as {exitCode?: unknown}).exitCode === "number") return error;
  return new RenderError(`the browser failed: ${error instanceof Error ? error.message : String(error)}`, {
    cause: error,
  });
}

function isDefect(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
}
