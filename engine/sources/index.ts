// The register of systems whose exports are understood.
import {segment} from "./segment.js";
import type {Source} from "./source.js";

/** Every adapter, by name. What none of them recognises is read as a generic file. */
export const sources: readonly Source[] = [segment];
