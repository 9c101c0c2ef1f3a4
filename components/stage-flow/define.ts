// Registers <lk-stage-flow>.
import {define} from "../base/register.js";
import {LkStageFlow} from "./stage-flow.js";

define("stage-flow", LkStageFlow);

declare global {
  interface HTMLElementTagNameMap {
    "lk-stage-flow": LkStageFlow;
  }
}
