// Registers <lk-customer>.
import {define} from "../base/register.js";
import {LkCustomer} from "./customer.js";

define("customer", LkCustomer);

declare global {
  interface HTMLElementTagNameMap {
    "lk-customer": LkCustomer;
  }
}
