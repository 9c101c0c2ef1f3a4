// The manifest of a run: every file with its hash, and how the run went. Another program can read it.
import {createHash} from "node:crypto";

export interface ManifestFile {
  readonly file: string;
  readonly format: "html" | "pdf" | "csv" | "json";
  readonly bytes: number;
  readonly sha256: string;
  /** Rows of data the file shows (csv, json) or rests on (html, pdf). */
  readonly rows: number;
  readonly pages: number | null;
  readonly each: string | null;
}

export interface Manifest {
  readonly title: string;
  readonly state: "done" | "failed";
  readonly started: string;
  readonly ended: string;
  readonly asOf: string | null;
  readonly engine: string;
  /** The browser that drew html and pdf, or null. */
  readonly browser: string | null;
  readonly rows: {readonly read: number; readonly kept: number; readonly rejected: number};
  readonly timings: Readonly<Record<string, number>>;
  readonly files: readonly ManifestFile[];
  readonly errors: readonly string[];
}

export function sha256(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
