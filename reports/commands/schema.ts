// `schema`: the JSON Schema (draft 2020-12) of queries, report configs, stage rules and presets of maps.
import * as z from "zod/mini";
import {MAP_PRESETS} from "../../engine/ingest/map-presets.js";
import {presetSchema} from "../../engine/ingest/preset-form.js";
import {kinds} from "../../engine/hosts/question.js";
import {DEFAULT_STAGES} from "../../engine/model/default-stages.js";
import {stageRulesSchema} from "../../engine/model/stage-rules.js";
import {reportSchema} from "../config/schema.js";
import * as full from "zod";
import type {Terminal} from "../terminal/console.js";
import {UsageError} from "../terminal/exit.js";

type JsonSchema = Record<string, unknown>;

/** Schemas by name. Values are made when asked for. */
const schemas: Readonly<Record<string, () => JsonSchema | Promise<JsonSchema>>> = {
  query: querySchema,
  report: () => full.toJSONSchema(reportSchema, {io: "input", unrepresentable: "any"}),
  stages: stagesSchema,
  preset: mapPresetSchema,
};

export async function schema(name: string, terminal: Terminal): Promise<void> {
  const make = schemas[name];
  if (!make) throw new UsageError(`unknown schema "${name}"; write one of ${Object.keys(schemas).join(", ")}`);
  await terminal.out(`${JSON.stringify(await make(), null, 2)}\n`);
}

/** Any query: one alternative a kind, told apart by `kind`. */
async function querySchema(): Promise<JsonSchema> {
  const every = await Promise.all([...kinds.values()].map((kind) => kind.load()));
  const all = every.map(({schema}) => schema as z.core.$ZodType);
  const json = z.toJSONSchema(z.union(all as [z.ZodMiniType, ...z.ZodMiniType[]]), {
    io: "input",
    unrepresentable: "any",
  }) as JsonSchema;
  return {...json, title: "lifecycle-kit query"};
}

/** A rule set of stages, as the field `rules` of a query or a file of its own holds it; the example is `default-8` whole. */
function stagesSchema(): JsonSchema {
  const json = z.toJSONSchema(stageRulesSchema, {io: "input", unrepresentable: "any"}) as JsonSchema;
  return {...json, title: "lifecycle-kit stage rules", examples: [DEFAULT_STAGES]};
}

/** What a preset file of `--map` holds; the examples are those that the kit ships. */
function mapPresetSchema(): JsonSchema {
  const json = z.toJSONSchema(presetSchema, {io: "input"}) as JsonSchema;
  return {...json, title: "lifecycle-kit preset", examples: Object.values(MAP_PRESETS)};
}
