// Which files are Demandbase's, and what each of them holds.
import type {Recognition, Sample} from "../source.js";

const ACCOUNT_MARKS = ["Journey Stage", "Qualification Score", "Pipeline Predict Score", "engagio__Status__c"];
export const DOMAIN = ["Account Domain", "Domain", "Website"];
export const DATES = ["Activity Date", "Date", "Activity Time", "Timestamp"];

export function recognise(sample: Sample): Recognition | null {
  const any = (names: readonly string[]) => names.find((name) => sample.has(name));
  if (sample.has("Engagement Minutes") && any(DATES))
    return {score: 0.85, why: "header has Engagement Minutes and a date", part: "activities", times: DATES};
  const mark = any(ACCOUNT_MARKS);
  return mark && any(DOMAIN) ? {score: 0.9, why: `header has ${mark} and a domain`, part: "accounts", order: -1} : null;
}
