// Registers <lk-ltv>.
import {define} from "../base/register.js";
import {LkLtv} from "./ltv.js";

define("ltv", LkLtv);

declare global {
  interface HTMLElementTagNameMap {
    "lk-ltv": LkLtv;
  }
}
