// Random breakdowns of analyses in which a unit has one value.
import fc from "fast-check";

export const unitBreakdown = fc.option(
  fc.record({
    prop: fc.constantFrom("plan", "size"),
    source: fc.constantFrom("first" as const, "last" as const, "profile" as const),
    top: fc.constantFrom(1, 2, 10),
  }),
  {nil: undefined},
);
