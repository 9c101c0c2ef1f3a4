// What runs inside the rendering page. Each function is sent there as text, so it may use nothing of this file but itself.

/** What became of one widget. */
export interface WidgetOutcome {
  readonly id: string;
  readonly state: string;
  /** What went wrong, in its own words; null when it was drawn. */
  readonly problem: string | null;
  /** Properties of the section that the widget does not declare, and those it does. */
  readonly unknown: readonly string[];
  readonly known: readonly string[];
}

interface Widget extends HTMLElement {
  readonly state: string;
  readonly error: Error | null;
  readonly updateComplete: Promise<boolean>;
  readonly isUpdatePending: boolean;
  requestUpdate(): void;
}

/** Waits until every widget says that it is ready, empty or failed, all fonts are there, and two frames were drawn since. */
export async function settle(): Promise<void> {
  const widgets = Array.from(document.querySelectorAll<Widget>(".widget"));
  for (const {localName} of widgets) await customElements.whenDefined(localName);
  for (let calm = 0; calm < 2;) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    for (const {updateComplete} of widgets) await updateComplete;
    await document.fonts.ready;
    calm = widgets.some(({state, isUpdatePending}) => state === "loading" || isUpdatePending) ? 0 : calm + 1;
  }
}

/** The widgets that are not ready yet, for the message after a deadline. */
export function unsettled(): string[] {
  const widgets = Array.from(document.querySelectorAll<Widget>(".widget"));
  return widgets.filter(({state}) => !["ready", "empty", "failed"].includes(state)).map(({id}) => id);
}

export function outcomes(): WidgetOutcome[] {
  const answers = JSON.parse(document.getElementById("answers")?.textContent ?? "[]") as {id: string; props: object}[];
  return answers.map(({id, props}): WidgetOutcome => {
    const widget = document.getElementById(id) as Widget;
    const declared = (widget.constructor as unknown as {elementProperties: Map<string, unknown>}).elementProperties;
    const alert = widget.shadowRoot?.querySelector("[role=alert]")?.textContent?.trim() ?? null;
    return {
      id,
      state: widget.state,
      problem: widget.error?.message ?? alert?.replace(/\s+/g, " ") ?? null,
      unknown: Object.keys(props).filter((name) => !declared.has(name)),
      known: Array.from(declared.keys()),
    };
  });
}

/** Adds styles of the report to what holds inside the widgets. */
export function styleWidgets(styles: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  for (const {shadowRoot} of document.querySelectorAll(".widget")) shadowRoot?.adoptedStyleSheets.push(sheet);
}

/**
 * Makes wide tables fit instead of being cut: smaller as long as the type stays readable, with rows that wrap where they hold
 * long texts, else as several tables that repeat the first columns. A widget that is drawn again keeps them, since only what a
 * reader would have changed in its table would be drawn anew.
 */
export function fitTables(): void {
  const LONG_TEXT = 32;
  const MOST_PARTS = 4;

  function fits(table: HTMLTableElement, wrapping: string, sizes: readonly number[]): boolean {
    table.className = wrapping;
    return sizes.some((size) => {
      table.style.setProperty("font-size", `${size}px`);
      return table.offsetWidth <= table.parentElement!.clientWidth;
    });
  }

  function isProse(table: HTMLTableElement): boolean {
    return Array.from(table.tBodies[0]?.rows ?? []).some((row) =>
      Array.from(row.cells).some((cell) => (cell.textContent ?? "").trim().length > LONG_TEXT),
    );
  }

  // What a row is about stands in the first columns, up to the last of them that is no figure.
  function leadOf({cells}: HTMLTableRowElement): number {
    const first = Array.from(cells).slice(0, 3);
    return first.findLastIndex((cell) => !cell.classList.contains("figure")) + 1 || 1;
  }

  function keepColumns(table: HTMLTableElement, lead: number, from: number, to: number): void {
    for (const row of table.rows) {
      for (let c = row.cells.length - 1; c >= lead; c--) if (c < from || c >= to) row.deleteCell(c);
    }
  }

  function split(table: HTMLTableElement, parts: number): HTMLTableElement[] {
    const head = table.tHead!.rows[0]!;
    const [lead, columns] = [leadOf(head), head.cells.length];
    const each = Math.ceil((columns - lead) / parts);
    const tables = Array.from({length: parts}, () => table.cloneNode(true) as HTMLTableElement);
    tables.forEach((part, p) => keepColumns(part, lead, lead + p * each, lead + (p + 1) * each));
    table.after(...tables);
    table.remove();
    return tables;
  }

  function fit(table: HTMLTableElement): void {
    if (fits(table, "whole", [12, 11, 10])) return;
    if (isProse(table) && fits(table, "", [12, 11, 10])) return;
    const columns = table.tHead?.rows[0]?.cells.length ?? 0;
    for (let parts = 2; parts <= MOST_PARTS && columns > 2 * parts; parts++) {
      const trial = table.cloneNode(true) as HTMLTableElement;
      table.after(trial);
      const tables = split(trial, parts);
      if (tables.every((part) => fits(part, "whole", [12, 11, 10]))) return table.remove();
      for (const part of tables) part.remove();
    }
    fits(table, "tight", [11, 10, 9, 8]);
  }

  const roots = [document, ...Array.from(document.querySelectorAll(".widget"), ({shadowRoot}) => shadowRoot)];
  for (const root of roots) root?.querySelectorAll("table").forEach(fit);
}

/** On paper nothing can be opened, so all that is folded is open. */
export function unfold(): void {
  for (const {shadowRoot} of document.querySelectorAll(".widget")) {
    for (const details of shadowRoot?.querySelectorAll("details") ?? []) details.open = true;
  }
}

/** A rule that an earlier picture of the report was counted by is not written out again. */
export function sayRulesOnce(): void {
  const said = new Set<string>();
  for (const {shadowRoot} of document.querySelectorAll(".widget")) {
    const rule = shadowRoot?.querySelector(".foot dd");
    if (!rule) continue;
    const text = rule.textContent.trim();
    if (said.has(text)) [rule, rule.previousElementSibling!].forEach((part) => part.classList.add("twice"));
    said.add(text);
  }
}

/** What a section takes on paper, with the pictures as they are. Lengths are in CSS px. */
export interface MeasuredSection {
  readonly gap: number;
  readonly onNewPage: boolean;
  readonly height: number;
  /** Where its picture's table may break, if it must. */
  readonly breaks: readonly {readonly at: number; readonly head: number}[];
}

/** Measures the sections, and what stands above the first of them on its page. */
export function measureSections(): {readonly start: number; readonly sections: readonly MeasuredSection[]} {
  // As the print styles keep the first and the last rows of a table together.
  const TOGETHER = 3;

  function inTable(table: HTMLTableElement, top: number): {at: number; head: number}[] {
    const rows = Array.from(table.tBodies[0]?.rows ?? []);
    const head = table.tHead?.offsetHeight ?? 0;
    const inner = rows.slice(TOGETHER, rows.length - TOGETHER + 1);
    return inner.map((row) => ({at: row.getBoundingClientRect().top - top, head}));
  }

  function breaksOf(section: HTMLElement): {at: number; head: number}[] {
    const top = section.getBoundingClientRect().top;
    const roots = [section, section.querySelector(".widget")?.shadowRoot];
    const found = roots.flatMap((root) => [
      ...Array.from(root?.querySelectorAll<HTMLTableElement>("table") ?? []).flatMap((table) => inTable(table, top)),
      ...Array.from(root?.querySelectorAll(".chart + .chart, table + table, .foot ~ .table") ?? [], (next) => ({
        at: next.getBoundingClientRect().top - top,
        head: 0,
      })),
    ]);
    return found.sort((a, b) => a.at - b.at);
  }

  const sections = Array.from(document.querySelectorAll<HTMLElement>(".section"));
  const cover = document.querySelector<HTMLElement>(".cover");
  return {
    start: cover && !cover.querySelector(".contents") ? cover.getBoundingClientRect().bottom : 0,
    sections: sections.map((section) => ({
      gap: Number.parseFloat(getComputedStyle(section).marginBlockStart),
      onNewPage: section.classList.contains("page-break"),
      height: section.getBoundingClientRect().height,
      breaks: breaksOf(section),
    })),
  };
}

/** Gives each section the height of its pictures, and says whether it may break inside; `settle` draws them. */
export function arrangeSections(arrangement: readonly {readonly picture: number; readonly breaks: boolean}[]): void {
  document.querySelectorAll<HTMLElement>(".section").forEach((section, i) => {
    const {picture, breaks} = arrangement[i]!;
    section.style.setProperty("--lk-height", `${picture}px`);
    section.classList.toggle("whole", !breaks);
    section.querySelector<Widget>(".widget")?.requestUpdate();
  });
}

/**
 * The inside of the page's root as markup that needs no script: shadow roots written out with their sheets inside them, without
 * scripts, answers and comments, under the fonts and the policy given. The page is of no use afterwards.
 */
export function serialise(fonts: string, policy: string): string {
  document.getElementById("fonts")!.textContent = fonts;
  document.querySelector("meta[http-equiv=Content-Security-Policy]")!.setAttribute("content", policy);
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const found of root.querySelectorAll("*")) if (found.shadowRoot) roots.push(found.shadowRoot);
    for (const found of root.querySelectorAll("script, link, base")) found.remove();
    const comments = document.createNodeIterator(root, NodeFilter.SHOW_COMMENT);
    for (let comment = comments.nextNode(); comment; comment = comments.nextNode()) (comment as Comment).remove();
    if (root === document || root.adoptedStyleSheets.length === 0) continue;
    const style = document.createElement("style");
    style.textContent = root.adoptedStyleSheets
      .flatMap(({cssRules}) => Array.from(cssRules, ({cssText}) => cssText))
      .join("\n");
    root.prepend(style);
    root.adoptedStyleSheets = [];
  }
  return document.documentElement.getHTML({serializableShadowRoots: true});
}
