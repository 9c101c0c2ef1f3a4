// The register of elements: name without prefix → class. `lk-data` comes first, so that it is there when widgets ask for it.
import type {ElementClass} from "./base/define.js";
import {LkFunnel} from "./funnel/funnel.js";

export const elements: readonly (readonly [name: string, element: ElementClass])[] = [["funnel", LkFunnel]];
