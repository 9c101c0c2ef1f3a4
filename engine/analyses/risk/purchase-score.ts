// Where the score of purchases is answered: in a part of its own, so that who asks by gaps does not download the model.
import {Lazy} from "../../model/lazy.js";
import type {Analysis} from "../analysis.js";

export const purchaseScore: Lazy<Analysis> = new Lazy(
  "risk by purchases",
  async () => (await import("../risk-of-buyers.js")).riskOfBuyers,
);
