// What the benchmark needs of the kit.
export {localHost, openDataset, workerHost} from "../../../engine/index.js";
export {kinds} from "../../../engine/hosts/question.js";
