// Registers every element as lk-….
import {defineAll} from "./define-all.js";

defineAll();

export {defineAll};
