// Registers <lk-paths>.
import {define} from "../base/define.js";
import {LkPaths} from "./paths.js";

define("paths", LkPaths);

declare global {
  interface HTMLElementTagNameMap {
    "lk-paths": LkPaths;
  }
}
