// Exports of systems, carried by the project in test/fixtures/exports: opened in a page, and told as lines that are easy to compare.
import {inspectDataset, openDataset, rowsOfDataset} from "../../engine/index.js";
import type {Dataset} from "../../engine/model/dataset.js";
import type {DescribedInput, OpenOptions} from "../../engine/ingest/options.js";

/** The bytes of a file of the fixtures. */
export async function exportBytes(path: string): Promise<Uint8Array> {
  const answer = await fetch(new URL(`../fixtures/exports/${path}`, import.meta.url));
  if (!answer.ok) throw new Error(`no fixture ${path}`);
  return new Uint8Array(await answer.arrayBuffer());
}

export type ExportFile = string | (DescribedInput & {path: string});

/** Opens files of one folder of the fixtures under their own names. */
export async function openExports(folder: string, files: readonly ExportFile[], options: OpenOptions = {}) {
  const inputs = await Promise.all(
    files.map(async (file) => {
      const described = typeof file === "string" ? {path: file} : file;
      return {...described, data: await exportBytes(`${folder}/${described.path}`)};
    }),
  );
  return openDataset(inputs, options);
}

const plain = (value: unknown) => JSON.stringify(value);

/** Everything that came of the files, one line a thing. */
export function told(dataset: Dataset) {
  const rows = (kind: "events" | "profiles" | "accounts" | "ledger") => [...rowsOfDataset(dataset, kind)];
  return {
    events: rows("events").map(({ts, user, anon, account, name, stage, file, row, props, amount, currency}) =>
      [
        new Date(Number(ts)).toISOString(),
        `${String(file)}:${String(row)}`,
        `user=${String(user)} anon=${String(anon)} account=${String(account)}`,
        name,
        stage,
        plain(props),
        ...(amount === null ? [] : [plain([amount, currency])]),
      ].join(" | "),
    ),
    profiles: rows("profiles").map(({id, keys, account, sources, traits}) =>
      plain([id, keys, account, sources, traits]),
    ),
    accounts: rows("accounts").map(({id, keys, sources, traits}) => plain([id, keys, sources, traits])),
    ledger: rows("ledger").map(({file, row, line, column, value, reason}) =>
      plain([file, row, line, column, value, reason]),
    ),
    files: inspectDataset(dataset).files.map(({path, source, format, read, kept, rejected}) =>
      [path, source, format, read, kept, rejected].join(" "),
    ),
    counts: (({profiles, accounts, anonymous, merges, conflicts}) => ({
      profiles,
      accounts,
      anonymous,
      merges,
      conflicts,
    }))(inspectDataset(dataset)),
    surveys: surveysOf(dataset),
  };
}

function surveysOf({tables}: Dataset): string[] {
  const table = tables.surveys;
  if (!table) return [];
  return Array.from({length: table.numRows()}, (_, r) => plain(table.columnNames().map((name) => table.get(name, r))));
}

/** Text with labels has no mark of Looker, so the source and the columns are stated. */
const LOOKER = {
  source: "looker",
  inputTz: "America/New_York",
  map: {ts: "Orders Created Time", user: "Users ID", email: "Users Email", name: ":order placed"},
};

/** The systems' files as the tests open them, by folder: the system's name, and after a dash which of its exports. */
export const EXPORTS: Readonly<Record<string, readonly ExportFile[]>> = {
  segment: ["calls.ndjson", "tracks.csv", "report_exported.csv", "users.csv"],
  marketo: ["activities.csv", "leads.csv", "types.json"],
  pardot: ["activities.json", "prospects.json"],
  qualtrics: ["survey.csv", "api.json"],
  surveymonkey: ["individual.csv", "bulk.json", "details.json"],
  mailchimp: [
    "subscribed_members_export.csv",
    "unsubscribed_members_export.csv",
    "campaign-42.ndjson",
    "email-activity.json",
    "list.ndjson",
  ],
  churnzero: ["accounts.csv", "contacts.csv", "events.csv", "journey_progress.csv", "calls.ndjson"],
  demandbase: [
    {path: "accounts-2024-03-01.csv", snapshotDate: "2024-03-01"},
    {path: "accounts-2024-04-01.csv", snapshotDate: "2024-04-01"},
    "activities.csv",
  ],
};

/** Further exports of the same systems, which stand for themselves. */
export const MORE_EXPORTS: Readonly<Record<string, readonly ExportFile[]>> = {
  "segment-warehouse": [
    "identifies.csv",
    "users.csv",
    "pages.csv",
    "screens.csv",
    "groups.csv",
    "accounts.csv",
    "aliases.csv",
    "tracks.csv",
    "order_completed.csv",
  ],
  "pardot-v5": ["visitor-activities.json", "prospects.json"],
  "pardot-warehouse": [
    {path: "visitor_activity.csv", inputTz: "America/New_York"},
    {path: "prospect.csv", inputTz: "America/New_York"},
  ],
  "marketo-rest": ["activities.json", "leads.json", "activities-chosen.csv", "smart-list.csv"],
  "qualtrics-tsv": ["survey.tsv.gz"],
  "qualtrics-legacy": ["legacy.csv", "api.ndjson"],
  "surveymonkey-plain": [{path: "old.csv", inputTz: "Europe/London"}, "condensed.csv"],
  "mailchimp-feeds": [
    "cleaned_members_export.csv",
    "nonsubscribed_members_export.csv",
    "member-activity.json",
    "activity-feed.json",
    "campaigns.csv",
    "audience_export_5a1.zip",
  ],
  "pardot-labels": [
    {path: "prospects.csv", inputTz: "America/New_York"},
    {path: "visitor-activities.csv", inputTz: "America/New_York"},
  ],
  "churnzero-lists": ["accounts.csv", "contacts.csv", "events.csv", "tasks.csv"],
  "demandbase-share": ["accounts.csv", "people.csv", "activities.csv", "opportunities.csv"],
  "churnzero-warehouse": [
    "account.csv",
    "contact.csv",
    "contact_custom.csv",
    "event_type.csv",
    "event.csv",
    "journey_progress.csv",
    "task.csv",
    "task_status.csv",
    "task_priority.csv",
  ],
  "mparticle-feeds": ["bulk.json"],
  "ga4-reports": ["traffic.csv", "exploration.csv", "universal.csv"],
  "demandbase-people": ["people.csv", "opportunities.csv"],
  "looker-text": [{path: "orders.txt", ...LOOKER}, {path: "orders.csv", ...LOOKER}, "detail.json"],
};
