// Registers <lk-mrr>.
import {define} from "../base/register.js";
import {LkMrr} from "./mrr.js";

define("mrr", LkMrr);

declare global {
  interface HTMLElementTagNameMap {
    "lk-mrr": LkMrr;
  }
}
