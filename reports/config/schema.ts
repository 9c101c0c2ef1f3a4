// The schema of a report config: one source for its types, its checks and the JSON Schema that editors use.
import * as z from "zod";
import {presetSchema} from "../../engine/ingest/preset-form.js";
import {LIFECYCLE} from "../../engine/model/lifecycle.js";

const text = z.string().min(1);
const duration = z
  .string()
  .regex(
    /^P(?=.)(\d+[DW])?(T(\d+H)?(\d+M)?(\d+S)?)?$/,
    "write an ISO 8601 duration of fixed length, like P14D or PT30M",
  );
const record = z.record(z.string(), z.unknown());
const timeUnit = z.enum(["s", "ms", "us", "ns"]);
const types = z.record(z.string(), z.enum(["text", "number", "boolean"]));
const count = z.int().min(1);

/** How one input is read: the keys of `--inputs` and of the dataset options (design.md sections 4 and 7). */
const described = z.strictObject({
  path: text.describe("a file, relative to this config, or an https address on an allowed host"),
  source: text.optional(),
  map: z
    .union([text, z.record(z.string(), z.union([z.string(), presetSchema]))])
    .optional()
    .describe(
      "engine field → column of the file, like user: case_id; or preset: the tool that wrote it, like posthog, a JSON or YAML file of its columns beside this config, or its content",
    ),
  table: text.optional().describe("the dataset table that this file fills; default events"),
  inputTz: text.optional(),
  dateOrder: z.enum(["dmy", "mdy", "ymd"]).optional(),
  npsQuestion: text.optional(),
  userId: text.optional(),
  snapshotDate: text.optional(),
  useCreatedAt: z.boolean().optional(),
  timeUnit: timeUnit.optional(),
  types: types.optional(),
  encoding: text.optional(),
});
const input = z.union([text, described]);
const stated = z.enum([...LIFECYCLE, "none"]).nullable();

const query = z.looseObject({kind: text}).describe("a query, as `lifecycle-kit schema query` describes it");

const analysis = z.strictObject({
  heading: text.optional(),
  query,
  widget: text.optional().describe("tag of the widget without its prefix, or table; default by the kind of query"),
  props: record.optional().describe("properties of the widget"),
  note: z.string().optional().describe("paragraphs between the heading and the picture"),
  pageBreak: z.boolean().optional().describe("start on a new page"),
  onError: z.enum(["fail", "note"]).optional(),
});
const words = z.strictObject({heading: text.optional(), note: text, pageBreak: z.boolean().optional()});

const output = z.strictObject({
  format: z.enum(["html", "pdf", "csv", "json"]),
  file: text.optional().describe("plain name without extension; {title} {date} {period} {each} are replaced"),
  interactive: z
    .boolean()
    .optional()
    .describe("html only: one file with the components inside instead of a page without script"),
  paper: z.enum(["a4", "letter"]).optional(),
});

const each = z
  .strictObject({
    prop: text.optional().describe("one report for each value of this property, over its rows only"),
    values: z.array(z.string()).min(1).optional(),
    file: text.optional().describe("a text file with one value a line"),
    as: text.optional().describe("name of the value, for --param"),
  })
  .refine(
    ({prop, values, file}) => prop !== undefined || values !== undefined || file !== undefined,
    "write prop, values or file",
  );

const schedule = z.strictObject({
  cron: text.describe("five fields, like 0 7 * * MON"),
  tz: text.optional().describe("IANA zone of the pattern; default the report's"),
  catchUp: z.enum(["none", "last", "all"]).optional().describe("what to do about runs that were missed; default last"),
});

const deliver = z.discriminatedUnion("to", [
  z.strictObject({to: z.literal("folder"), path: text}),
  z.strictObject({
    to: z.literal("email"),
    recipients: z.array(z.email()).min(1),
    from: z.email().optional(),
    subject: text.optional(),
    text: text.optional(),
    smtp: text.optional().describe("name of the environment variable with the server's address; default SMTP_URL"),
  }),
  z.strictObject({
    to: z.literal("webhook"),
    url: z.url({protocol: /^https$/}),
    secret: text.optional().describe("name of an environment variable"),
  }),
  z.strictObject({
    to: z.literal("s3"),
    bucket: text,
    prefix: z.string().optional(),
    region: text.optional(),
    endpoint: z.url().optional(),
  }),
]);

export const reportSchema = z.strictObject({
  $schema: z.string().optional(),
  title: text,
  description: z.string().optional(),
  inputs: z.array(input).min(1),
  tables: z
    .record(z.string(), input)
    .optional()
    .describe("further tables: profiles, subscriptions, surveys, invites, …"),
  identity: z
    .strictObject({
      publicMailDomains: z.array(z.string()).optional(),
      roleMailboxes: z.array(z.string()).optional(),
      maxUsersPerEmail: count.optional().describe("an address with more user ids is nobody's key; default 3"),
      sameEmailIsSamePerson: z.boolean().optional().describe("join users with one address; default false"),
    })
    .optional(),
  stages: z
    .record(z.string(), z.union([stated, z.record(z.string(), stated)]))
    .optional()
    .describe(
      "event name → stage it speaks of, in place of what its source says; under a source's name for that source alone",
    ),
  keepLeftOut: z.boolean().optional().describe("keep rows that an export marks as deleted, test or internal, flagged"),
  inputTz: text.optional().describe("IANA zone of times without an offset; default UTC"),
  timeUnit: timeUnit.optional(),
  types: types.optional(),
  encoding: text.optional(),
  dedupe: z.enum(["id", "content"]).optional(),
  historyStart: text
    .optional()
    .describe("ISO date or instant from which the data is complete; default the first event"),
  rates: input.optional().describe("exchange rates"),
  allowHosts: z.array(text).optional().describe("hosts that an input may be read from over https"),
  tz: text.default("UTC"),
  locale: text.default("en"),
  weekStart: z.int().min(1).max(7).default(1),
  asOf: text
    .optional()
    .describe('ISO date or instant; "run" = the start of the day on which the report runs; default the last event'),
  range: z.union([z.tuple([text, text]), z.strictObject({last: text})]).optional(),
  where: record.optional(),
  sections: z.array(z.union([analysis, words])).min(1),
  outputs: z
    .array(output)
    .min(1)
    .default([{format: "html"}, {format: "pdf"}]),
  each: each.optional(),
  theme: z.enum(["light", "dark"]).default("light"),
  logo: text.optional().describe("a PNG, JPEG or SVG file beside the config"),
  maxRows: z.int().min(1).max(100_000).default(1000).describe("rows that a printed table shows at most"),
  schedule: schedule.optional(),
  deliver: z.array(deliver).optional(),
  onError: z
    .enum(["fail", "note"])
    .default("fail")
    .describe("note: a broken section becomes a note and the report goes on"),
  limits: z
    .strictObject({
      load: duration.optional().describe("longest time for reading the data; default PT30M"),
      render: duration.optional().describe("longest time for drawing one report; default PT2M"),
      print: duration.optional().describe("longest time for one PDF; default PT2M"),
      run: duration.optional().describe("longest time for everything; default PT6H"),
      bytes: count.optional(),
      expandedBytes: count.optional(),
      rows: count.optional(),
      columns: count.optional(),
      cellLength: count.optional(),
      nesting: count.optional(),
    })
    .optional()
    .describe("longest times, and bounds on what is read"),
});

/** A config as people write it. */
export type ReportSpec = z.input<typeof reportSchema>;
/** A config with every default filled in. */
export type ReportConfig = z.output<typeof reportSchema>;
export type SectionConfig = ReportConfig["sections"][number];
export type AnalysisSection = Extract<SectionConfig, {query: unknown}>;
export type OutputConfig = ReportConfig["outputs"][number];

/** The keys that are known at a path of a config, to suggest the nearest. */
export function keysAt(path: string): string[] {
  if (path === "") return Object.keys(reportSchema.shape);
  return BELOW.filter(([start]) => path.startsWith(start)).flatMap(([, shape]) => Object.keys(shape));
}
const BELOW: readonly (readonly [string, object])[] = [
  ["sections", analysis.shape],
  ["outputs", output.shape],
  ["inputs", described.shape],
  ["tables", described.shape],
  ["rates", described.shape],
  ["schedule", schedule.shape],
  ["each", each.shape],
];
