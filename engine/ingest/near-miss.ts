// Whose export a file that nobody recognises may have been, before its header was changed: by the columns that sources look for.
import {byCodePoint} from "../model/order.js";
import type {Sample, Source} from "./adapter.js";
import {plainName} from "./roles.js";

/** The source, and which of the columns it looks for together the file lacks, or spells otherwise (`["activityDate", "Activity Date"]`). */
export interface NearMiss {
  readonly source: Source;
  readonly missing: readonly string[];
  readonly spelled: readonly (readonly [wanted: string, found: string])[];
}

/** Names that any file may have: they point to nobody. */
const COMMON = new Set(
  "id name type email event eventname timestamp userid accountid url path value action".split(" "),
);
const ENOUGH = 0.5;

interface Scored extends NearMiss {
  readonly share: number;
  readonly found: number;
}

/** The source that most of the columns point to; null when hardly any does. */
export function nearMiss(sample: Sample, sources: readonly Source[]): NearMiss | null {
  const columns = new Map(sample.header.map((name) => [plainName(name), name]));
  const scored = sources.flatMap((source) =>
    askedBy(source, sample).map((names): Scored => scoreOf(source, names, columns, sample)),
  );
  const [best] = scored
    .filter(({share, found, missing, spelled}) => share >= ENOUGH && found > 0 && missing.length + spelled.length > 0)
    .sort((a, b) => b.share - a.share || b.found - a.found || byCodePoint(a.source.name, b.source.name));
  return best ?? null;
}

// Every set of columns that a source asks for while it looks at the file.
function askedBy(source: Source, sample: Sample): (readonly string[])[] {
  const asked: (readonly string[])[] = [];
  source.recognise({
    ...sample,
    has: (...names) => {
      asked.push(names);
      return sample.has(...names);
    },
    rowWith: (...names) => {
      asked.push(names);
      return sample.rowWith(...names);
    },
  });
  return asked;
}

function scoreOf(
  source: Source,
  names: readonly string[],
  columns: ReadonlyMap<string, string>,
  sample: Sample,
): Scored {
  const there = names.filter((name) => columns.has(plainName(name)));
  return {
    source,
    missing: names.filter((name) => !columns.has(plainName(name))),
    spelled: there.flatMap((name) => (sample.has(name) ? [] : [[name, columns.get(plainName(name))!] as const])),
    share: there.length / names.length,
    found: there.filter((name) => !COMMON.has(plainName(name))).length,
  };
}
