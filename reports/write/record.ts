// The record of a run while it goes on: what was read, made and written, how long it took, what went wrong.
import {performance} from "node:perf_hooks";
import type {Dataset} from "../../engine/model/dataset.js";
import {VERSION} from "../../engine/model/version.js";
import type {Renderer} from "../render/renderer.js";
import type {Manifest, ManifestFile, Phase} from "./manifest.js";

export interface RunRecord {
  /** Adds the time of `work` to a phase. */
  time<T>(phase: Phase, work: () => Promise<T>): Promise<T>;
  read(dataset: Dataset): void;
  wrote(entry: ManifestFile): void;
  drew(renderer: Pick<Renderer, "browser" | "tries">): void;
  /** `stopped`: on request, rather than by a fault. */
  failed(error: unknown, stopped: boolean): void;
  readonly files: readonly string[];
  /** The manifest as it stands. */
  text(): string;
}

type Draft = {-readonly [K in Exclude<keyof Manifest, "files" | "errors" | "timings" | "ended">]: Manifest[K]};

export function startRecord(title: string, now: () => number): RunRecord {
  const iso = () => new Date(now()).toISOString();
  const draft: Draft = {
    title,
    state: "done",
    started: iso(),
    asOf: null,
    engine: VERSION,
    dataset: null,
    browser: null,
    rows: {read: 0, kept: 0, rejected: 0},
    tries: 0,
  };
  const timings: Record<Phase, number> = {read: 0, answer: 0, draw: 0, write: 0};
  const files: ManifestFile[] = [];
  const errors: string[] = [];
  return {
    async time(phase, work) {
      const started = performance.now();
      try {
        return await work();
      } finally {
        timings[phase] += performance.now() - started;
      }
    },
    read({asOf, hash, ledger}) {
      const total = (field: "read" | "kept" | "rejected") => ledger.files.reduce((sum, file) => sum + file[field], 0);
      draft.asOf = Number.isNaN(asOf) ? null : new Date(asOf).toISOString();
      draft.dataset = hash;
      draft.rows = {read: total("read"), kept: total("kept"), rejected: total("rejected")};
    },
    wrote: (entry) => void files.push(entry),
    drew: ({browser, tries}) => Object.assign(draft, {browser, tries}),
    failed(error, stopped) {
      draft.state = stopped ? "stopped" : "failed";
      errors.push(...(error instanceof Error ? error.message : String(error)).split("\n"));
    },
    get files() {
      return files.map(({file}) => file);
    },
    text() {
      const rounded = Object.fromEntries(
        Object.entries(timings).map(([phase, ms]) => [phase, Math.round(ms)]),
      ) as Record<Phase, number>;
      const {title: name, state, started, ...rest} = draft;
      const manifest: Manifest = {title: name, state, started, ended: iso(), ...rest, timings: rounded, files, errors};
      return `${JSON.stringify(manifest, null, 2)}\n`;
    },
  };
}
