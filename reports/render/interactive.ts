// The interactive page: one file with the components and the answers inside, for a reader with a mouse.
import {createHash} from "node:crypto";
import type {Browser} from "puppeteer-core";
import {fontParts, fontsInside} from "./fonts.js";
import {markup, own} from "./html.js";
import {withLivePage, type LiveOptions} from "./live-page.js";
import {BOOT, reportPage} from "./page.js";
import {SCREEN_WIDTH} from "./static.js";

/** One file that opens from disk and asks nobody for anything. It was drawn once here, so that it is known to draw. */
export async function interactiveHtml(
  browser: Browser,
  options: Pick<LiveOptions, "input" | "limit" | "signal">,
): Promise<string> {
  const live: LiveOptions = {...options, still: false, media: "screen", width: SCREEN_WIDTH};
  const fonts = await withLivePage(browser, live, async ({fonts}) => new Set(fonts));
  // Tooltips and menus show what the first drawing did not.
  for (const {script, file} of fontParts()) if (script === "latin") fonts.add(file);
  const script = `${options.input.kit.script}\n${BOOT}`;
  return reportPage(options.input, {
    policy: policyFor(script),
    fonts: fontsInside(fonts),
    scripts: markup`<script type="module">${own(script)}</script>`,
    still: false,
  });
}

/** Only the script whose hash is named runs; nothing is fetched. Blobs are what a reader downloads. */
function policyFor(script: string): string {
  const hash = createHash("sha256").update(script).digest("base64");
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'",
    "font-src data:",
    "img-src data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
