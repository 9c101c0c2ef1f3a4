// Which files are mParticle's, and what each of them holds.
import {isRecord} from "../../model/is-record.js";
import type {Recognition, Sample} from "../source.js";

export type Json = Record<string, unknown>;
export const objectOf = (value: unknown): Json => (isRecord(value) ? value : {});
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export function recognise({records}: Sample): Recognition | null {
  const isBatch = (record: unknown) => {
    const {events, mpid, user_identities, schema_version} = objectOf(record);
    const first = objectOf(listOf(events)[0]);
    return "event_type" in first && "data" in first && (mpid ?? user_identities ?? schema_version) !== undefined;
  };
  if (!records.some(isBatch)) return null;
  const records_ = (document: unknown) => (Array.isArray(document) ? (document as unknown[]) : [document]);
  return {score: 0.96, why: "records have events[].event_type and a user", part: "batches", records: records_};
}
