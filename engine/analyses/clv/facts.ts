// What is known of customers and of the models fitted to them.
import type {BgNbd} from "../../stats/bgnbd.js";
import type {GammaGamma} from "../../stats/gamma-gamma.js";
import type {TallyFacts} from "../tally.js";
import type {Fitted} from "../purchase-models/fits.js";
import type {Holdout} from "./holdout.js";
import type {Customers} from "./transactions.js";

export interface ClvFacts {
  readonly units: readonly string[];
  readonly customers: Customers;
  /** By customer; NaN where unknown. Money in major units. */
  readonly ahead: {
    readonly alive: Float64Array;
    readonly expected: Float64Array;
    readonly value: Float64Array;
    readonly clv: Float64Array;
  };
  readonly bgnbd: Fitted<BgNbd>;
  readonly gammaGamma: Fitted<GammaGamma>;
  readonly correlation: number | null;
  readonly sums: TallyFacts;
  readonly holdout: Holdout | null;
  readonly currency: string | null;
  readonly refunds: number;
}
