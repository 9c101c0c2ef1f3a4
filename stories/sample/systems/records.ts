// Who somebody is in the systems that refer to each other: record ids and spellings of addresses.

import type {Account, Anonymous} from "../model.js";
import {Random} from "../random.js";
import type {Cast, Member} from "./cast.js";
import {salesforceId, uuid} from "./ids.js";

/** When somebody came to be known by name. */
export const knownSince = ({person}: Member): number => person.lead ?? person.signup!;

/** Sales works with companies of three users or more, and with half of the leads who never signed up. */
export const inSalesforce = (member: Member): boolean => (member.user === null ? member.place % 2 === 0 : member.sales);
export const inHubspot = (member: Member): boolean => !inSalesforce(member);
/** Whoever asked sales something was a lead there first. */
export const wasLead = (member: Member): boolean => inSalesforce(member) && member.person.lead !== null;
export const isContact = (member: Member): boolean => inSalesforce(member) && member.user !== null;

export const contactId = ({place}: Member): string => salesforceId("003", place);
export const leadId = ({place}: Member): string => salesforceId("00Q", place);
export const hubspotId = ({place}: Member): string => String(30_450_000_000 + place * 1_771);
export const marketoId = ({place}: Member): string => String(1_204_000 + place * 3);
export const pardotId = ({place}: Member): string => String(61_300_000 + place * 11);

/** Accounts of sales have a Salesforce id; the product's own id is `c001`. */
export const accountId = (cast: Cast, account: Account): string =>
  salesforceId("001", cast.accounts.indexOf(account) + 1);

/** The id that Segment's library gives a browser. */
export const segmentBrowser = (seed: number, {id}: Anonymous): string => uuid(new Random(seed, `segment/${id}`));

/** The id that Google's tag gives a browser: a random number and the second of its first visit. */
export function googleBrowser(seed: number, {id, seen}: Anonymous): string {
  const number = 100_000_000 + (new Random(seed, `google/${id}`).uint32() % 1_900_000_000);
  return `${number}.${Math.floor(seen / 1000)}`;
}

/** The address as a person types it: sometimes with capitals, sometimes with a blank behind it. */
export function typedEmail({person, random}: Member, system: string): string {
  const [local = "", host = ""] = person.email.split("@");
  const way = random.fork(`typed ${system}`).below(5);
  if (way === 0) return `${local.split(".").map(capital).join(".")}@${host}`;
  if (way === 1) return `${local}@${capital(host)}`;
  return way === 2 ? `${person.email.toUpperCase()}` : person.email;
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
