// Reads back what `inspect --rows events|profiles|accounts|merges` wrote: keys, stages and sources stay as they were settled, amounts
// are minor units. Where an event stands is where it stands in the list.
import {isRecord} from "../model/is-record.js";
import {each} from "./each.js";
import type {AccountKey, Field, Key, Out, RecordReader, SourceFile, SourceReader} from "./source.js";

export const listing: SourceReader = {
  read: (file, out) => READERS[file.part]!(file, out),
};

const READERS: Readonly<Record<string, (file: SourceFile, out: Out) => RecordReader>> = {
  events,
  profiles,
  accounts,
  merges,
};

function events(file: SourceFile, out: Out): RecordReader {
  const [id, ts, user, anon, account] = each(["id", "ts", "user", "anon", "account"], fieldOf(file));
  const [name, stage, source, props, amount, currency] = each(
    ["name", "stage", "source", "props", "amount", "currency"],
    fieldOf(file),
  );
  return (r) => {
    const instant = ts.raw(r);
    if (typeof instant !== "number") return out.reject(ts.text(r) === null ? "no time" : "not a time", ts);
    // Where the accounts are listed, their list says which sources know them.
    const from = source.text(r) ?? "generic";
    out.writing(isGiven(file, "accounts") ? null : from);
    const at = accountOf(out, account.text(r));
    out.writing(from);
    out.event({
      ts: instant,
      name: asWritten(name, r) ?? "",
      id: asWritten(id, r),
      person: personOf(out, user.text(r)),
      visitor: visitorOf(out, anon.text(r)),
      account: at,
      stage: stage.text(r),
      amountMinor: amount.number(r),
      currency: currency.text(r),
      props: recordIn(props, r),
    });
  };
}

function profiles(file: SourceFile, out: Out): RecordReader {
  const [id, keys, anonymous, account, sources, traits] = each(
    ["id", "keys", "anonymous", "account", "sources", "traits"],
    fieldOf(file),
  );
  return (r) => {
    const who = id.text(r);
    if (who === null) return out.reject("no id", id);
    const named = textsIn(keys, r);
    for (const source of textsIn(sources, r)) {
      out.writing(source);
      for (const key of named)
        if (anonymous.flag(r) || isVisitor(key)) visitorOf(out, key);
        else if (key === who || !isGiven(file, "merges")) personOf(out, key);
    }
    out.writing(null);
    if (anonymous.flag(r)) return out.traits(visitorOf(out, who), recordIn(traits, r));
    const person = out.same(
      [who, ...named.filter((key) => !isVisitor(key))].map((key) => personOf(out, key)),
      "hard",
    );
    for (const key of named.filter(isVisitor)) out.seen(visitorOf(out, key), person, -Infinity);
    // The account somebody belongs to at last; which one each event belongs to it says itself.
    out.member(person, accountOf(out, account.text(r)), Infinity);
    out.traits(person, recordIn(traits, r));
  };
}

function accounts(file: SourceFile, out: Out): RecordReader {
  const [id, keys, sources, traits] = each(["id", "keys", "sources", "traits"], fieldOf(file));
  return (r) => {
    const own = id.text(r);
    if (own === null) return out.reject("no id", id);
    const named = [own, ...textsIn(keys, r)];
    for (const source of textsIn(sources, r)) {
      out.writing(source);
      for (const key of named) accountOf(out, key);
    }
    const account = out.sameAccount(
      named.map((key) => accountOf(out, key)),
      "hard",
    );
    out.accountTraits(account, recordIn(traits, r));
  };
}

function merges(file: SourceFile, out: Out): RecordReader {
  const [id, key, sources] = each(["id", "key", "sources"], fieldOf(file));
  return (r) => {
    const [who, other] = [id.text(r), key.text(r)];
    if (who === null || other === null) return out.reject("no id", who === null ? id : key);
    for (const source of textsIn(sources, r)) {
      out.writing(source);
      personOf(out, other);
    }
    out.same([personOf(out, who), personOf(out, other)], "hard");
    out.keep();
  };
}

/** The text with its blanks: ids may begin or end with one. */
function asWritten(field: Field, r: number): string | null {
  const value = field.raw(r);
  return typeof value === "string" ? value : field.text(r);
}

/** Is that list among the files too? */
const isGiven = ({shared}: SourceFile, part: string) => (shared.get("parts") as ReadonlySet<string>).has(part);

const fieldOf =
  (file: SourceFile) =>
  (name: string): Field =>
    file.field(name);

const VISITORS = new Set(["anon", "segment", "ga4", "pardotvisitor", "surveymonkey", "qualtrics"]);
const isVisitor = (key: string) => VISITORS.has(parts(key)[0]);

// A key is spelled with its space, one of a generic file without.
function parts(key: string): readonly [space: string, id: string] {
  const at = key.indexOf(":");
  return at < 0 ? ["", key] : [key.slice(0, at), key.slice(at + 1)];
}
const personOf = (out: Out, key: string | null): Key => (key === null ? 0 : out.person(...parts(key)));
const visitorOf = (out: Out, key: string | null): Key => (key === null ? 0 : out.visitor(...parts(key)));
const accountOf = (out: Out, key: string | null): AccountKey => (key === null ? 0 : out.account(...parts(key)));

function textsIn(field: Field, r: number): string[] {
  const value = field.json(r);
  return Array.isArray(value) ? value.map(String) : [];
}

function recordIn(field: Field, r: number): Record<string, unknown> {
  const value = field.json(r);
  return isRecord(value) ? value : {};
}
