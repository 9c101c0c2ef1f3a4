// All English patterns by type: what a catalogue of another language has to hold.
import type {CLV} from "../summaries/clv.js";
import type {COMPARED} from "../summaries/compared.js";
import type {CUSTOMER} from "../summaries/customer.js";
import type {EVENTS} from "../summaries/event-words.js";
import type {FUNNEL} from "../summaries/funnel.js";
import type {GROWTH} from "../summaries/growth.js";
import type {LTV} from "../summaries/ltv.js";
import type {BASIC} from "../summaries/measure-label.js";
import type {METRIC} from "../summaries/metric.js";
import type {MRR} from "../summaries/mrr.js";
import type {PATHS} from "../summaries/paths.js";
import type {PERIODS} from "../summaries/period-words.js";
import type {QUALITY} from "../summaries/quality.js";
import type {RETENTION} from "../summaries/retention.js";
import type {REVENUE} from "../summaries/revenue.js";
import type {RISK} from "../summaries/risk.js";
import type {STAGES} from "../summaries/stages.js";
import type {STICKINESS} from "../summaries/stickiness.js";
import type {SURVIVAL} from "../summaries/survival.js";
import type {UNITS} from "../summaries/units.js";
import type {COMMON} from "../words.js";

type English = typeof COMMON &
  typeof EVENTS &
  typeof PERIODS &
  typeof BASIC &
  typeof CLV &
  typeof COMPARED &
  typeof CUSTOMER &
  typeof FUNNEL &
  typeof GROWTH &
  typeof LTV &
  typeof METRIC &
  typeof MRR &
  typeof PATHS &
  typeof QUALITY &
  typeof RETENTION &
  typeof REVENUE &
  typeof RISK &
  typeof STAGES &
  typeof STICKINESS &
  typeof SURVIVAL &
  typeof UNITS;

/**
 * A language: every pattern that English has. Beside them it may name things that English takes from the answer
 * (`stage.<id>`, `measure.<name>`, `period.<name>`, `periods.<name>`, `form.<name>`, `criterion.<name>`, `reason.<key>`) and say how durations
 * stand after a preposition (`span.<unit>.<plural>`).
 */
export type Language = Readonly<Record<keyof English, string> & Record<string, string>>;
