// Registers <lk-funnel>.
import {define} from "../base/register.js";
import {LkFunnel} from "./funnel.js";

define("funnel", LkFunnel);

declare global {
  interface HTMLElementTagNameMap {
    "lk-funnel": LkFunnel;
  }
}
