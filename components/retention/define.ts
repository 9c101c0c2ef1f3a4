// Registers <lk-retention>.
import {define} from "../base/register.js";
import {LkRetention} from "./retention.js";

define("retention", LkRetention);

declare global {
  interface HTMLElementTagNameMap {
    "lk-retention": LkRetention;
  }
}
