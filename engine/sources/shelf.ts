// What files of one system tell each other during a load: things under a name, made when they are asked for first.
import type {Shared} from "./source.js";

export function shelf<T>(shared: Shared, name: string, empty: () => T): T {
  if (!shared.has(name)) shared.set(name, empty());
  return shared.get(name) as T;
}
