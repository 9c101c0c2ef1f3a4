// The sentence of a quality answer: how much came in and how much of it can be used.
import type {Result} from "../result.js";
import type {Words} from "../words.js";

export const QUALITY = {
  "quality.none": "No rows came in.",
  "quality.files.one": "one file",
  "quality.files.other": "{n} files",
  "quality.all.one": "The one row of {files} can be used.",
  "quality.all.other": "All {n} rows of {files} can be used.",
  "quality.some.one": "{kept} of {read} rows of {files} can be used; {n} ({share}) was set aside, with its reason.",
  "quality.some.other":
    "{kept} of {read} rows of {files} can be used; {n} ({share}) were set aside, each with its reason.",
} as const;

export function qualitySentence({diagnostics: {rows, files}}: Result, words: Words): string {
  const say = words.speak(QUALITY);
  const {read, kept, rejected: n} = rows;
  if (read === 0) return say("quality.none");
  const from = say("quality.files", {n: files.length});
  if (n === 0) return say("quality.all", {n: read, files: from});
  return say("quality.some", {n, kept, read, files: from, share: words.share(n / read)});
}
