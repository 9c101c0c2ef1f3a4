// What the tests of reports share: configs, a silent terminal, folders that vanish, a world with parts replaced.
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {after} from "node:test";
import {loadEveryPart} from "../../../engine/hosts/every-part.js";
import {checkedConfig, type LoadedConfig} from "../../../reports/config/load.js";
import {openInputs} from "../../../reports/data/open.js";
import {launchBrowser} from "../../../reports/render/browser.js";
import {builtKit} from "../../../reports/render/kit.js";
import type {ReportSpec} from "../../../reports/index.js";
import type {Terminal} from "../../../reports/terminal/console.js";
import type {RunEffects} from "../../../reports/write/run.js";

/** A terminal that remembers. */
export interface RecordingTerminal extends Terminal {
  readonly said: string[];
  readonly notes: string[];
}

export function recordingTerminal(): RecordingTerminal {
  const said: string[] = [];
  const notes: string[] = [];
  return {
    said,
    notes,
    out: (text) => Promise.resolve(void said.push(text)),
    note: (text) => void notes.push(text),
    progress: () => ({tell: () => undefined, end: () => undefined}),
    interactive: false,
    columns: 100,
    quiet: false,
    verbose: false,
  };
}

/** A new folder that is removed when the tests of the file are over; `files` are written into it. */
export function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "lifecycle-kit-report-test-"));
  after(() => rmSync(folder, {recursive: true, force: true}));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** Twenty people over four weeks: all visit, three in four sign up, half of those activate; plan and country beside. */
export function events(): string {
  const day = (n: number, hour = 9) => new Date(Date.UTC(2026, 0, 5 + n, hour)).toISOString();
  const rows = Array.from({length: 20}, (_, i) => {
    const row = (ts: string, name: string) => `u${i},${ts},${name},${i % 3 ? "free" : "team"},${i % 2 ? "FR" : "DE"}`;
    return [
      row(day(i % 7), "visit"),
      ...(i % 4 ? [row(day((i % 7) + 1), "signup")] : []),
      ...(i % 4 === 2 ? [row(day((i % 7) + 3), "activate"), row(day((i % 7) + 9), "active")] : []),
      ...(i % 4 === 1 ? [row(day((i % 7) + 15), "active")] : []),
    ];
  });
  return `user,ts,name,plan,country\n${rows.flat().join("\n")}\n`;
}

export const FUNNEL = {kind: "funnel", steps: ["visit", "signup", "activate"], window: "P7D"};
export const RETENTION = {kind: "retention", start: "signup", return: "active", period: "week", n: 3};

/** A small valid config over `events.csv`. */
export function spec(more: Partial<ReportSpec> = {}): ReportSpec {
  return {
    title: "Lifecycle review",
    inputs: ["events.csv"],
    sections: [{heading: "From visit to value", query: FUNNEL}],
    outputs: [{format: "json"}],
    ...more,
  };
}

await loadEveryPart();

/** The config in a new folder with its data. */
export function loaded(
  more: Partial<ReportSpec> = {},
  files: Readonly<Record<string, string>> = {},
): LoadedConfig & {folder: string} {
  const folder = folderWith({"events.csv": events(), ...files});
  return {...checkedConfig(spec(more), join(folder, "report.json")), folder};
}

/** 2026-11-23, a Monday, 10:00 in UTC. */
export const NOW = Date.UTC(2026, 10, 23, 10);

/** The real world with a stopped clock, and with what a test replaces. */
export function effects(replaced: Partial<RunEffects> = {}): RunEffects {
  return {now: () => NOW, open: openInputs, launch: launchBrowser, kit: builtKit, ...replaced};
}

/** A world in which no browser may be started. */
export const withoutBrowser = effects({launch: () => Promise.reject(new Error("no browser is needed here"))});
