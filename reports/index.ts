// What a config in TypeScript imports: `defineReport`, and the types of what it says.
import type {ReportSpec} from "./config/schema.js";

export type {ReportSpec};
/** One section: a heading with a query, or words. */
export type SectionSpec = ReportSpec["sections"][number];
/** One kind of file to write. */
export type OutputSpec = NonNullable<ReportSpec["outputs"]>[number];

/**
 * A report config, with completion and checks while it is written. Returns what it is given; it is checked in full when
 * the report runs.
 *
 *     export default defineReport({title: "Lifecycle review", inputs: ["events.csv"], sections: [ … ]});
 */
export function defineReport(spec: ReportSpec): ReportSpec {
  return spec;
}
