// Registers <lk-dashboard>; the widgets in it are registered when a layout names them.
import {define} from "../base/register.js";
import {LkDashboard} from "./dashboard.js";

define("dashboard", LkDashboard);

declare global {
  interface HTMLElementTagNameMap {
    "lk-dashboard": LkDashboard;
  }
}
