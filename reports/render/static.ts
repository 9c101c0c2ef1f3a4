// The static page: everything drawn, nothing that runs.
import type {Browser} from "puppeteer-core";
import {fontsInside} from "./fonts.js";
import {fitTables, serialise, styleWidgets} from "./in-page.js";
import {rootTag} from "./page.js";
import {tableStyles} from "./styles.js";
import {withLivePage, type LiveOptions} from "./live-page.js";

/** Nothing loads and nothing runs; styles and fonts are inside. */
const STATIC_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'";

/** Width at which the pictures of a page for the screen are drawn, in CSS px; narrower windows scale them. */
export const SCREEN_WIDTH = 968;

/** One file without any script that looks like the live page. */
export async function staticHtml(
  browser: Browser,
  options: Pick<LiveOptions, "input" | "limit" | "signal">,
): Promise<string> {
  const live: LiveOptions = {...options, still: true, media: "screen", width: SCREEN_WIDTH};
  return withLivePage(browser, live, async ({page, fonts}) => {
    await page.evaluate(styleWidgets, tableStyles);
    await page.evaluate(fitTables);
    const inside = await page.evaluate(serialise, fontsInside(fonts), STATIC_POLICY);
    return `<!doctype html>\n${rootTag(options.input.document).text}${inside}</html>\n`;
  });
}
