// The manifest of a run: every file with its hash, and how the run went. Another program can read it.
import {createHash} from "node:crypto";
import type {OutputConfig} from "../config/schema.js";

/** Its name in the output folder. */
export const MANIFEST = "manifest.json";

export interface ManifestFile {
  readonly file: string;
  readonly format: OutputConfig["format"];
  readonly bytes: number;
  readonly sha256: string;
  /** Rows of the tables in it (csv, json), or rows of the data it rests on (html, pdf). */
  readonly rows: number;
  readonly pages: number | null;
  /** The value of `each` it is about. */
  readonly each: string | null;
  /** Time it took to make, in ms. */
  readonly ms: number;
}

export interface Manifest {
  readonly title: string;
  readonly state: "done" | "failed" | "stopped";
  /** ISO instants. */
  readonly started: string;
  readonly ended: string;
  readonly asOf: string | null;
  readonly engine: string;
  /** Hash of the data; null when they could not be read. */
  readonly dataset: string | null;
  /** The browser that drew html and pdf, or null. */
  readonly browser: string | null;
  readonly rows: {readonly read: number; readonly kept: number; readonly rejected: number};
  /** Milliseconds of reading the data, answering, drawing and writing. */
  readonly timings: Readonly<Record<Phase, number>>;
  /** How often something was drawn, failures included. */
  readonly tries: number;
  readonly files: readonly ManifestFile[];
  readonly errors: readonly string[];
}

export type Phase = "read" | "answer" | "draw" | "write";

export function sha256(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
