// Data written into the page: `<script type="application/json">` children of lk-data.

/** What the scripts hold: events, and other tables by name. */
interface ScriptData {
  readonly input: unknown;
  readonly tables: Readonly<Record<string, unknown>>;
}

/**
 * Reads the scripts. One holds the events (rows, or columns), `data-table="profiles"` another table; an object with `events` holds several
 * at once. null without such a child. Throws SyntaxError that says which script is not JSON.
 */
export function readScripts(element: Element): ScriptData | null {
  const scripts = Array.from(element.children).filter(isJsonScript);
  if (scripts.length === 0) return null;
  let input: unknown = null;
  const tables = new Map<string, unknown>();
  for (const script of scripts) {
    const value = parse(script);
    const name = script.dataset["table"] ?? "events";
    if (name !== "events") tables.set(name, value);
    else if (isTables(value)) {
      for (const [key, table] of Object.entries(value)) if (key !== "events") tables.set(key, table);
      input = value.events;
    } else input = value;
  }
  return {input, tables: Object.fromEntries(tables)};
}

function isJsonScript(child: Element): child is HTMLScriptElement {
  return child.localName === "script" && child.getAttribute("type") === "application/json";
}

function parse(script: HTMLScriptElement): unknown {
  try {
    return JSON.parse(script.textContent ?? "");
  } catch (cause) {
    throw new SyntaxError(
      `the <script type="application/json"> inside <lk-data> is not JSON: ${(cause as Error).message}`,
      {cause},
    );
  }
}

// {events: [...rows]} holds tables; {events: ["a", "b"], ts: [...]} would be columns, and no table has such a column.
function isTables(value: unknown): value is {events: unknown} & Record<string, unknown> {
  const events = (value as {events?: unknown} | null)?.events;
  return (
    typeof events === "object" &&
    events !== null &&
    (!Array.isArray(events) || typeof events[0] === "object" || events.length === 0)
  );
}
