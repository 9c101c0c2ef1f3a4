// Registers <lk-data>.
import {define} from "../base/register.js";
import {LkData} from "./data.js";

define("data", LkData);

declare global {
  interface HTMLElementTagNameMap {
    "lk-data": LkData;
  }
}
