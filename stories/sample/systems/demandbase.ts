// Demandbase: two lists of accounts, half a year apart, and activities. The companies that sales would like to win, and those it won.

import type {Account} from "../model.js";
import {paidSpans} from "../money.js";
import type {Book, ExportFile} from "./book.js";
import type {Cast} from "./cast.js";
import {type Line, plainCsv} from "./csv.js";
import {accountId, knownSince} from "./records.js";
import {blank} from "./times.js";

/** File → the day it was taken; the files themselves do not say. */
export const SNAPSHOTS = [
  {path: "demandbase/accounts-january.csv", at: Date.UTC(2026, 0, 1)},
  {path: "demandbase/accounts-july.csv", at: Date.UTC(2026, 6, 1)},
] as const;
const ACTIVITIES = "demandbase/activities.csv";

export function demandbase(cast: Cast, book: Book): ExportFile[] {
  const watched = cast.accounts.filter(({owner, members}) => !owner || members.length >= 3);
  const lists = SNAPSHOTS.map(({path, at}): ExportFile => [path, plainCsv(list(watched, at, cast))]);
  return [...lists, [ACTIVITIES, plainCsv(activities(watched, cast, book))]];
}

function list(watched: readonly Account[], at: number, cast: Cast): Line[] {
  const head =
    "Account Name,Account Domain,External Account ID,Industry,Employees,Journey Stage,Pipeline Predict Score,Engagement (3 mo.)".split(
      ",",
    );
  const rows = watched.map((account): Line => {
    const {name, domain, industry, employees} = account;
    const stage = stageOf(account, at);
    const score = stage === "Qualified" ? "" : `${(40 + ((employees * 7) % 590) / 10).toFixed(1)}%`;
    return [name, domain, accountId(cast, account), industry, employees, stage, score, (employees * 3) % 140];
  });
  return [head, ...rows];
}

function stageOf(account: Account, at: number): string {
  if (paidSpans(account).some(({from, to}) => from <= at && at <= to)) return "Customer";
  if (!account.owner) return account.employees % 2 ? "Aware" : "Qualified";
  return account.created <= at ? "Engaged" : "Qualified";
}

/** Visits of people before sales knew them, and clicks from offices nobody is known in. */
function activities(watched: readonly Account[], cast: Cast, book: Book): Line[] {
  const head = [
    "Activity Date",
    "Activity Type",
    "Activity Name",
    "Account Name",
    "Account Domain",
    "Email",
    "Engagement Minutes",
  ];
  const clicks = cast.company.happenings.flatMap(({name, account, ts}): (readonly [number, Line])[] =>
    name === "ad_click" && account && watched.includes(account) && !account.owner
      ? [[ts, [blank(ts), "Ad Click", "Planning that holds", account.name, account.domain, "", 1]]]
      : [],
  );
  const forms = cast.members.flatMap((member): (readonly [number, Line])[] => {
    if (!member.sales || member.person.trial === null) return [];
    const ts = member.person.trial;
    const email = book.key(member, "email", member.person.email);
    return [
      [
        ts,
        [
          blank(ts),
          "Form Fill",
          "Ask for a trial",
          member.account!.name,
          member.account!.domain,
          email,
          6 + (knownSince(member) % 9),
        ],
      ],
    ];
  });
  const rows = [...clicks, ...forms].sort(([a], [b]) => a - b).map(([, line]) => line);
  book.plant(ACTIVITIES, "no identity");
  return [head, ...rows, rows[0]!.with(3, "").with(4, "").with(5, "")];
}
