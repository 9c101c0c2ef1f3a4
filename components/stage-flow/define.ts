// Registers <lk-stage-flow>.
import {define} from "../base/define.js";
import {LkStageFlow} from "./stage-flow.js";

define("stage-flow", LkStageFlow);

declare global {
  interface HTMLElementTagNameMap {
    "lk-stage-flow": LkStageFlow;
  }
}
