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

/** The systems' files as the tests open them, and the wording of options. */
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
