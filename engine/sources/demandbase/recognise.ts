// Which files are Demandbase's, and what each of them holds.
import type {Recognition, Sample} from "../source.js";

/** Names as the user interface shows them, and as tables of a warehouse have them: `Journey Stage`, `journey_stage`. */
export const spelled = (...names: readonly string[]): string[] =>
  names.flatMap((name) => [name, name.toLowerCase().replaceAll(" ", "_")]);

const ACCOUNT_MARKS = spelled("Journey Stage", "Qualification Score", "Pipeline Predict Score", "engagio__Status__c");
export const DOMAIN = spelled("Account Domain", "Domain", "Website");
export const DATES = spelled("Activity Date", "Date", "Activity Time", "Timestamp");

export const EMAIL = spelled("Email", "Person Email", "Email Address");
export const DEAL_DATES = spelled("Created Date", "Opportunity Created Date", "Create Date");

export function recognise(sample: Sample): Recognition | null {
  const any = (names: readonly string[]) => names.find((name) => sample.has(name));
  if (any(spelled("Engagement Minutes")) && any(DATES))
    return {score: 0.85, why: "header has Engagement Minutes and a date", part: "activities", times: DATES};
  const mark = any(ACCOUNT_MARKS);
  const own = mark ?? sample.header.find((name) => /^engagement[ _](minutes|points)(\b|_)/i.test(name));
  const company = any([...DOMAIN, ...spelled("Account Name")]);
  if (own && company && any(spelled("Opportunity ID", "Opportunity Name", "External Opportunity ID")))
    return {score: 0.8, why: `header has ${own} and an opportunity`, part: "opportunities", times: DEAL_DATES};
  if (own && company && any(EMAIL) && any(spelled("First Name", "Full Name", "Person Name", "External Person ID")))
    return {score: 0.8, why: `header has ${own}, an e-mail address and a name`, part: "people", order: -1};
  return mark && any(DOMAIN) ? {score: 0.9, why: `header has ${mark} and a domain`, part: "accounts", order: -1} : null;
}
