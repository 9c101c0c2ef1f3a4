// The sample company seen by thirteen systems: a small export of each, in its real shape, about the same people.

import type {Company} from "../company.js";
import {Book, type ExportFile, type Planted} from "./book.js";
import {type Cast, castOf} from "./cast.js";
import {churnzero} from "./churnzero.js";
import {SNAPSHOTS, demandbase} from "./demandbase.js";
import {ga4} from "./ga4.js";
import {hubspot} from "./hubspot.js";
import {TICKETS, looker} from "./looker.js";
import {mailchimp} from "./mailchimp.js";
import {marketo} from "./marketo.js";
import {mparticle} from "./mparticle.js";
import {pardot} from "./pardot.js";
import {exportsReadme} from "./readme.js";
import {salesforce} from "./salesforce.js";
import {segment} from "./segment.js";
import {qualtrics, surveymonkey} from "./surveys.js";
import {date} from "./times.js";

/** System → what writes its files. A file's folder is its system. */
const SYSTEMS: Readonly<Record<string, (cast: Cast, book: Book) => ExportFile[]>> = {
  salesforce,
  hubspot,
  marketo,
  pardot,
  segment,
  mparticle,
  looker,
  ga4,
  surveymonkey,
  qualtrics,
  mailchimp,
  churnzero,
  demandbase,
};

/** What the files do not say of themselves: zones, orders of dates, days of snapshots. Keys as in `--inputs`. */
const OPTIONS: readonly (readonly [start: string, options: Readonly<Record<string, unknown>>])[] = [
  ["hubspot/", {inputTz: "Europe/Berlin"}],
  ["pardot/", {inputTz: "Europe/Berlin"}],
  ["surveymonkey/", {dateOrder: "mdy"}],
  [
    TICKETS,
    {
      map: {
        ts: "tickets.created_time",
        user: "users.id",
        email: "users.email",
        id: "tickets.id",
        name: ":ticket opened",
      },
    },
  ],
  ...SNAPSHOTS.map(({path, at}) => [path, {snapshotDate: date(at)}] as const),
];

export interface Exports {
  /** Path inside the folder of exports → text, in the order of the systems; `inputs.json` and `README.md` last. */
  readonly files: ReadonlyMap<string, string>;
  /** The inputs as `--inputs` and a report config take them. */
  readonly inputs: readonly ({readonly path: string} & Readonly<Record<string, unknown>>)[];
  /** Rows that a reader must set aside, and why. */
  readonly planted: readonly Planted[];
  /** The keys of every known person, spelled as `inspect --rows profiles` does. */
  readonly people: readonly (readonly string[])[];
  /** Disputes that a reader must find and leave open. */
  readonly conflicts: number;
}

/** The exports of a company. Pure: the same company gives the same bytes. */
export function exportsOf(company: Company): Exports {
  const [cast, book] = [castOf(company), new Book()];
  const written = Object.values(SYSTEMS).flatMap((write) => write(cast, book));
  const inputs = written.map(([path]) => ({path, ...optionsOf(path)}));
  const files = new Map(written);
  files.set("inputs.json", `${JSON.stringify({inputs}, null, 2)}\n`);
  files.set("README.md", exportsReadme(company, written, book));
  return {files, inputs, planted: book.planted(), people: book.people(), conflicts: book.conflicts()};
}

function optionsOf(path: string): Readonly<Record<string, unknown>> {
  return OPTIONS.find(([start]) => path.startsWith(start))?.[1] ?? {};
}
