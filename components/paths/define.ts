// Registers <lk-paths>.
import {define} from "../base/register.js";
import {LkPaths} from "./paths.js";

define("paths", LkPaths);

declare global {
  interface HTMLElementTagNameMap {
    "lk-paths": LkPaths;
  }
}
