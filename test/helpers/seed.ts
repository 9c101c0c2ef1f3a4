// Random tests run over the same worlds every time, so that a failure can be repeated. Take the line out to look at others.
import fc from "fast-check";

fc.configureGlobal({seed: 20260701});
