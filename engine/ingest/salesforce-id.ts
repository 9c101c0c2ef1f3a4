// Salesforce ids: 15 characters in which case matters, or 18 with three that say which of them are capitals.

const MARKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
const FORM = /^[0-9A-Za-z]{15}([A-Z0-5]{3})?$/;

/** The last three characters of an id: each tells by five bits which of five characters are capitals. */
function marksOf(id: string): string {
  return [0, 5, 10]
    .map((from) => MARKS[[0, 1, 2, 3, 4].reduce((bits, i) => bits | (/[A-Z]/.test(id[from + i]!) ? 1 << i : 0), 0)])
    .join("");
}

/** The 18-character form of an id of 15; any other text as it is. */
export function longSalesforceId(id: string): string {
  return id.length === 15 && FORM.test(id) ? id + marksOf(id) : id;
}

/** True for what is written like an id: enough in columns that hold ids of some system. */
export const hasSalesforceForm = (id: string): boolean => FORM.test(id);

/** True for an id of 15 characters, and for one of 18 whose last three fit the others: enough where anything may stand. */
export function isSalesforceId(id: string): boolean {
  return FORM.test(id) && /\d/.test(id) && (id.length === 15 || id.endsWith(marksOf(id)));
}
