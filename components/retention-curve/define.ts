// Registers <lk-retention-curve>.
import {define} from "../base/register.js";
import {LkRetentionCurve} from "./retention-curve.js";

define("retention-curve", LkRetentionCurve);

declare global {
  interface HTMLElementTagNameMap {
    "lk-retention-curve": LkRetentionCurve;
  }
}
