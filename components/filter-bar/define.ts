// Registers <lk-filter-bar>.
import {define} from "../base/register.js";
import {LkFilterBar} from "./filter-bar.js";

define("filter-bar", LkFilterBar);

declare global {
  interface HTMLElementTagNameMap {
    "lk-filter-bar": LkFilterBar;
  }
}
