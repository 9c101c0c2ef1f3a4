// Registers <lk-metric>.
import {define} from "../base/register.js";
import {LkMetric} from "./metric.js";

define("metric", LkMetric);

declare global {
  interface HTMLElementTagNameMap {
    "lk-metric": LkMetric;
  }
}
