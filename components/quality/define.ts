// Registers <lk-quality>.
import {define} from "../base/register.js";
import {LkQuality} from "./quality.js";

define("quality", LkQuality);

declare global {
  interface HTMLElementTagNameMap {
    "lk-quality": LkQuality;
  }
}
