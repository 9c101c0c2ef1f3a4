// What lk-quality says of sources, issues, contradictions and columns: rows of the answer as labelled bars with words.
import {rowsOf, type Cell, type Row, type Table} from "../../engine/model/table.js";
import type {Result} from "../../engine/results/result.js";
import type {Tip} from "../base/marks.js";
import type {Text} from "../format/catalogue.js";
import type {ColumnSpec} from "../format/columns.js";
import type {Format} from "../format/format.js";
import {said} from "../format/said.js";
import type {QualityItem, QualitySection, SectionName} from "./quality-layout.js";

/** Rows of each section drawn at most. */
export const MOST: Readonly<Record<SectionName, number>> = {sources: 20, issues: 12, conflicts: 12, columns: 12};

const num = (cell: Cell | undefined): number => (typeof cell === "number" ? cell : 0);
const str = (cell: Cell | undefined): string => (cell === null || cell === undefined ? "–" : String(cell));

const listOf = (cell: unknown): readonly string[] => (Array.isArray(cell) ? cell.map(String) : []);
const lastPart = (path: Cell | undefined): string =>
  String(path ?? "")
    .split("/")
    .at(-1)!;

const mostFirst = (rows: readonly Row[], name: string): Row[] => [...rows].sort((a, b) => num(b[name]) - num(a[name]));

// Over many systems most columns belong to one of them and are nearly empty: the fullest stand first where not all are drawn.
function inOrder(name: SectionName, rows: readonly Row[]): readonly Row[] {
  if (name === "issues") return mostFirst(rows, "rows");
  return name === "columns" && rows.length > MOST.columns ? mostFirst(rows, "filled") : rows;
}

export class QualityWords {
  constructor(
    private readonly format: Format,
    private readonly text: Text,
    private readonly tz: string,
  ) {}

  sections(result: Result): QualitySection[] {
    const rows = (name: SectionName) => (result.tables[name] ? rowsOf(result.tables[name]) : []);
    return (["sources", "issues", "conflicts", "columns"] as const).flatMap((name) => {
      const own = inOrder(name, rows(name));
      if (own.length === 0 && name !== "issues") return [];
      const title = this.text(own.length === 0 ? "section.clean" : `section.${name}`);
      return [{name, title, items: own.slice(0, MOST[name]).map((row) => this.#item(name, row, own))}];
    });
  }

  /** What a screen reader says of a row. */
  label(section: SectionName, {row, figure, remark}: QualityItem): string {
    const {text, format} = this;
    if (section === "sources") {
      const dates = {
        from: format.day(row["from"] as number | null, this.tz),
        to: format.day(row["to"] as number | null, this.tz),
      };
      const counts = {kept: num(row["kept"]), n: num(row["read"]), rejected: num(row["rejected"])};
      return text("mark.source", {source: str(row["source"]), ...counts, ...dates});
    }
    if (section === "issues")
      return text("mark.issue", {reason: this.#reason(row["reason"]), n: figure, first: remark});
    if (section === "conflicts") return text("mark.conflict", {key: str(row["key"]), what: figure, where: remark});
    return text("mark.column", {column: str(row["column"]), share: figure, end: remark});
  }

  tip(section: SectionName, {row, label}: QualityItem): Tip {
    return {title: label, pairs: this.#pairs(section, row)};
  }

  /** What a contradiction is about, with how many it points to. */
  what(kind: unknown, between: unknown): string {
    return this.text(`conflict.${String(kind)}`, {n: listOf(between).length});
  }

  /** How a column of the tables reads, where it is not as in other widgets. */
  written(name: string, table: Table): Partial<Pick<ColumnSpec, "write">> {
    if (name === "kind") return {write: (_, row) => this.what(table.get("kind", row), table.get("between", row))};
    if (name === "reason") return {write: (_, row) => this.#reason(table.get("reason", row))};
    if (name === "type") return {write: (value) => this.text(`type.${String(value)}`)};
    if (name === "between" || name === "examples") return {write: (value) => listOf(value).join(", ")};
    return {};
  }

  // Where a contradiction stands: it may come from code, which has no file.
  #place(row: Row): string {
    const file = lastPart(row["file"]);
    return file ? this.text("conflict.place", {file, row: num(row["row"])}) : "";
  }

  #item(name: SectionName, row: Row, all: readonly Row[]): QualityItem {
    const {format, text} = this;
    if (name === "sources") {
      const most = Math.max(1, ...all.map((other) => num(other["read"])));
      const parts = [
        {ink: "accent", share: num(row["kept"]) / most},
        {ink: "bad", share: num(row["rejected"]) / most},
      ];
      return {
        row,
        label: str(row["source"]),
        parts,
        figure: format.count(num(row["kept"])),
        remark: `${this.#setAside(num(row["rejected"]), num(row["read"]))}${this.#fresh(row)}`,
      };
    }
    if (name === "issues") {
      const most = Math.max(1, ...all.map((other) => num(other["rows"])));
      const parts = [{ink: "bad", share: num(row["rows"]) / most}];
      const several = all.some((other) => other["source"] !== row["source"]);
      const reason = this.#reason(row["reason"]);
      const label = several ? `${str(row["source"])}: ${reason}` : reason;
      return {row, label, parts, figure: format.count(num(row["rows"])), remark: this.#where(row, several)};
    }
    if (name === "conflicts") {
      const ids = listOf(row["between"]);
      const remark = [ids.join(", "), this.#place(row)].filter(Boolean).join(" · ");
      return {row, label: str(row["key"]), parts: [], figure: this.what(row["kind"], row["between"]), remark};
    }
    const type = text(`type.${String(row["type"])}`);
    const parts = [{ink: "accent", share: num(row["share"])}];
    const remark = text("column.end", {type, n: num(row["distinct"])});
    return {row, label: str(row["column"]), parts, figure: format.rate(row["share"] as number | null), remark};
  }

  #reason(reason: unknown): string {
    return said(this.format.locale, str(reason as Cell | undefined));
  }

  #setAside(rejected: number, read: number): string {
    return rejected > 0 ? this.text("source.set", {rejected, read}) : this.text("source.end", {n: read});
  }

  /** When the source was last heard of. */
  #fresh({to}: Row): string {
    return typeof to === "number" ? ` · ${this.text("source.last", {day: this.format.day(to, this.tz)})}` : "";
  }

  /** The first row of a reason, with its file where the rows come from several sources. */
  #where(row: Row, several: boolean): string {
    const file = several ? lastPart(row["file"]) : "";
    return [file, this.#first(row)].filter(Boolean).join(", ");
  }

  // Data from code has rows and no lines.
  #first(row: Row): string {
    const [line, record] = [num(row["first_line"]), num(row["first_row"])];
    if (line === 0 && record === 0) return "";
    return this.text(line > 0 ? "issue.first" : "issue.firstRow", {
      line: line || record,
      value: str(row["first_value"]),
    });
  }

  #pairs(section: SectionName, row: Row): (readonly [string, string])[] {
    const {format, text, tz} = this;
    const count = (name: string) => format.count(row[name] as number | null);
    const day = (name: string) => format.day(row[name] as number | null, tz);
    const pair = (name: string, value: string) => [text(`tip.${name}`), value] as const;
    if (section === "sources") {
      return [
        pair("kept", count("kept")),
        pair("rejected", count("rejected")),
        pair("events", count("events")),
        pair("units", count("units")),
        pair("from", day("from")),
        pair("to", day("to")),
      ];
    }
    if (section === "issues")
      return [
        pair("rows", count("rows")),
        pair("file", str(row["file"])),
        pair("column", str(row["first_column"])),
        pair("first", this.#first(row)),
      ];
    if (section === "conflicts")
      return [
        pair("conflict", this.what(row["kind"], row["between"])),
        pair("between", listOf(row["between"]).join(", ")),
        pair("file", str(row["file"] || null)),
        pair("row", count("row")),
      ];
    const range =
      row["min"] === null
        ? []
        : [pair("range", `${format.number(num(row["min"]))} – ${format.number(num(row["max"]))}`)];
    const examples = Array.isArray(row["examples"]) ? [pair("examples", row["examples"].join(", "))] : [];
    return [
      pair("filled", format.rate(row["share"] as number | null)),
      pair("missing", count("missing")),
      pair("distinct", count("distinct")),
      ...range,
      ...examples,
    ];
  }
}
