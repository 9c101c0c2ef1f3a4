// Rule sets of stages (semantics 7.1): their grammar, their defaults and what is checked before one is used.
import * as z from "zod/mini";
import {DEFAULT_STAGES} from "./default-stages.js";
import {QueryError} from "./errors.js";
import type {Vocabulary} from "./event-list.js";
import {canonicalJson} from "./hash.js";
import {phraseTest} from "./name-words.js";
import {didYouMean} from "./nearest.js";
import {LIFECYCLE} from "./lifecycle.js";
import {predicateSchema, type Predicate} from "./predicate-schema.js";

/** More states than these would not fit into one byte an interval. */
const MAX_STATES = 250;

const stateSchema = z.strictObject({
  id: z.string().check(z.minLength(1)),
  label: z.optional(z.string()),
  order: z.optional(
    z.number().check(z.describe("Position on the journey, for charts; default: the place in the list, from 1")),
  ),
  when: predicateSchema,
});

const statedSchema = z.strictObject({
  stage: z
    .enum(LIFECYCLE)
    .check(z.describe("The stage that a source's adapter, or the option `stages`, gives an event")),
  words: z.optional(
    z
      .array(z.string().check(z.minLength(1)))
      .check(z.describe("Only events with one of these in their name, as whole words in any spelling")),
  ),
  as: z.string().check(z.describe("The alias that such an event counts for, beside those that its name gives")),
});

/** A rule set as people write it. List order is priority: a unit is in the first state whose `when` holds. */
export const stageRulesSchema = z.strictObject({
  id: z._default(z.string(), "custom"),
  version: z._default(z.int(), 1),
  aliases: z.optional(
    z.record(z.string(), z.array(z.string())).check(z.describe("Names that stand for any of several events")),
  ),
  stated: z.optional(
    z
      .array(statedSchema)
      .check(
        z.describe("What events count for by the stage that their source gave them; of several the first that fits"),
      ),
  ),
  states: z.array(stateSchema).check(z.minLength(1), z.maxLength(MAX_STATES)),
  else: z._default(z.union([z.string(), z.strictObject({id: z.string(), label: z.optional(z.string())})]), "inactive"),
  flags: z.optional(
    z
      .array(z.strictObject({id: z.string(), label: z.optional(z.string()), when: predicateSchema}))
      .check(z.describe("Marks beside the stage; a unit may have several")),
  ),
});

/** What a query's `rules` may be: the default set by name, or a set of one's own. */
export const rulesSchema = z.union([z.literal("default-8"), stageRulesSchema]);

type StageRulesData = z.output<typeof stageRulesSchema>;
export type StageRulesInput = z.input<typeof stageRulesSchema>;
export type RulesOption = z.output<typeof rulesSchema>;

export interface Stage {
  readonly id: string;
  readonly label: string;
  /** Position on the journey; undefined of the `else` state, which is none. */
  readonly order?: number | undefined;
}
/** A rule set ready for use. */
export interface StageRules {
  readonly id: string;
  readonly version: number;
  /** On the journey: by `order`, then the `else` state. A stage's code is its place here. */
  readonly stages: readonly Stage[];
  /** By priority; `code` is the stage it leads to. */
  readonly cases: readonly {readonly code: number; readonly when: Predicate; readonly path: string}[];
  readonly elseCode: number;
  readonly flags: readonly (Stage & {readonly when: Predicate; readonly path: string})[];
  readonly vocabulary: Vocabulary;
  /** Equal rule sets have equal keys. */
  readonly key: string;
}

/** The rule set that `rules` means. Throws QueryError, under `path`, for ids or places on the journey given twice. */
export function stageRules(rules: RulesOption, path = "rules"): StageRules {
  const input = rules === "default-8" ? stageRulesSchema.parse(DEFAULT_STAGES) : rules;
  const last = typeof input.else === "string" ? {id: input.else} : input.else;
  const places = input.states.map((state, i) => ({
    ...state,
    order: state.order ?? i + 1,
    path: `${path}.states[${i}]`,
  }));
  noneTwice(
    [...places.map(({id}) => id), last.id],
    (i) => (i < places.length ? `${path}.states[${i}].id` : `${path}.else`),
    "state",
  );
  noneTwice(
    places.map(({order}) => order),
    (i) => `${path}.states[${i}].order`,
    "place on the journey",
  );
  noneTwice(
    (input.flags ?? []).map(({id}) => id),
    (i) => `${path}.flags[${i}].id`,
    "flag",
  );
  const journey = [...places].sort((a, b) => a.order - b.order);
  return {
    id: input.id,
    version: input.version,
    stages: [...journey, last].map(named),
    cases: places.map((place) => ({code: journey.indexOf(place), when: place.when, path: `${place.path}.when`})),
    elseCode: journey.length,
    flags: (input.flags ?? []).map((flag, i) => ({...named(flag), when: flag.when, path: `${path}.flags[${i}].when`})),
    vocabulary: vocabularyOf(input, path),
    key: canonicalJson(input),
  };
}

/** A rule set of two states: does the flag hold, or not? */
export function flagRules(rules: StageRules, flag: StageRules["flags"][number]): StageRules {
  const stages = [flag, {id: "", label: ""}];
  const cases = [{code: 0, when: flag.when, path: flag.path}];
  return {...rules, stages, cases, elseCode: 1, flags: [], key: `${rules.key} ${flag.id}`};
}

/** The code of a stage by its id. An unknown id is an error that names the nearest. */
export function stageCode(rules: StageRules, id: string, path: string): number {
  const code = rules.stages.findIndex((stage) => stage.id === id);
  if (code >= 0) return code;
  const ids = rules.stages.map((stage) => stage.id);
  throw new QueryError(
    `unknown stage "${id}"${didYouMean(id, ids)}; the rule set "${rules.id}" has ${ids.join(", ")}`,
    path,
  );
}

// Names of the default aliases are missing more often than not; in a set of one's own they are worth a word.
function vocabularyOf({id, aliases = {}, stated = []}: StageRulesData, path: string): Vocabulary {
  stated.forEach(({as}, i) => {
    if (!Object.hasOwn(aliases, as))
      throw new QueryError(
        `unknown alias "${as}"${didYouMean(as, Object.keys(aliases))}; state it in aliases, if only as an empty list`,
        `${path}.stated[${i}].as`,
      );
  });
  return {
    aliases: new Map(Object.entries(aliases)),
    aliasFirst: true,
    tellsMissing: id !== DEFAULT_STAGES.id,
    statedAs: stated.length === 0 ? null : statedAlias(stated),
  };
}

function statedAlias(stated: NonNullable<StageRulesData["stated"]>): Vocabulary["statedAs"] {
  const entries = stated.map(({words, ...entry}) => ({...entry, fits: words ? phraseTest(words) : () => true}));
  return (stage, name) => entries.find((entry) => entry.stage === stage && entry.fits(name))?.as ?? null;
}

function named({id, label, order}: {id: string; label?: string | undefined; order?: number}): Stage {
  return {id, label: label ?? id.charAt(0).toUpperCase() + id.slice(1).replaceAll(/[_-]/g, " "), order};
}

function noneTwice(values: readonly (string | number)[], path: (i: number) => string, what: string): void {
  values.forEach((value, i) => {
    if (values.indexOf(value) < i) throw new QueryError(`${what} ${JSON.stringify(value)} is given twice`, path(i));
  });
}
