// Keys by ids of Salesforce, which many systems know beside their own. The first three characters of an id say of what it is.
import type {AccountKey, Key, Out} from "../source.js";

/** A lead or a contact; 0 for ids of anything else. */
export function salesforcePerson(id: string, out: Out): Key {
  if (id.startsWith("00Q")) return out.person("sflead", id);
  return id.startsWith("003") ? out.person("sfcontact", id) : 0;
}

/** An account; 0 for ids of anything else. */
export const salesforceAccount = (id: string, out: Out): AccountKey =>
  id.startsWith("001") ? out.account("sfacc", id) : 0;
