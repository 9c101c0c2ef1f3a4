// Registers <lk-data>.
import {define} from "../base/define.js";
import {LkData} from "./data.js";

define("data", LkData);

declare global {
  interface HTMLElementTagNameMap {
    "lk-data": LkData;
  }
}
