// Which files are Segment's, and what each of them holds.
import type {Recognition, Sample} from "../source.js";

/** Is this a file of Segment, and which? */
export function recognise(sample: Sample): Recognition | null {
  return recogniseCalls(sample) ?? recogniseTable(sample);
}

export const CALLS: ReadonlySet<unknown> = new Set(["track", "identify", "page", "screen", "group", "alias"]);

function recogniseCalls({records}: Sample): Recognition | null {
  const calls = records.filter((record) => {
    const call = record as {type?: unknown; messageId?: unknown; anonymousId?: unknown} | null;
    return (
      typeof call === "object" &&
      call !== null &&
      CALLS.has(call.type) &&
      (call.messageId !== undefined || call.anonymousId !== undefined)
    );
  });
  if (calls.length === 0 || calls.length * 2 < records.length) return null;
  return {score: 0.95, why: "records have type and messageId or anonymousId", part: "calls", order: -1};
}

const TIMES = ["timestamp", "original_timestamp", "sent_at", "received_at"];

// The tables of the warehouse by what only they have.
function recogniseTable(sample: Sample): Recognition | null {
  const found = (part: string, why: string, score = 0.9, order = 0): Recognition => ({
    score,
    why,
    part,
    order,
    times: TIMES,
  });
  if (!sample.has("received_at")) return null;
  if (sample.has("event_text", "event")) {
    const own = sample.header.some((name) => !OWN_COLUMNS.test(name) && !/^context_/i.test(name));
    return found("tracks", "header has event_text and received_at", 0.95, own ? 0 : 1);
  }
  if (sample.has("previous_id")) return found("aliases", "header has previous_id and received_at");
  if (sample.has("group_id"))
    return found(
      sample.has("user_id") || sample.has("anonymous_id") ? "groups" : "accounts",
      "header has group_id and received_at",
    );
  const called = TABLES.exec(sample.path)?.[1]?.toLowerCase();
  if (!sample.has("user_id") && !sample.has("anonymous_id")) {
    if (!sample.has("id", "uuid_ts")) return null;
    // Both are states by id; only the file's name tells them apart.
    return found(called === "accounts" ? "accounts" : "users", "header has id, received_at and uuid_ts", 0.7);
  }
  if (called === "screens") return found("screens", "header has received_at, and the file is called screens", 0.8);
  if (called === "identifies" || called === "pages")
    return found(called, `header has received_at and a user's id, and the file is called ${called}`, 0.85);
  // Every table may have context_page_url; only pages have columns of their own for the page.
  if (sample.has("path") || sample.has("url", "title") || sample.has("url", "referrer"))
    return found("pages", "header has received_at and a page", 0.85);
  return found("identifies", "header has received_at and a user's id", 0.75);
}

/** A table's name in that of its file: `prod_screens.csv.gz`, `accounts/000.parquet`. */
const TABLES = /(?:^|[\\/._-])(screens|identifies|pages|accounts)(?![a-z])[^\\/]*(?:[\\/][^\\/]*)?$/i;

export const OWN_COLUMNS =
  /^(id|uuid|uuid_ts|loaded_at|anonymous_id|user_id|event|event_text|timestamp|original_timestamp|sent_at|received_at|group_id|previous_id)$/i;
