// What a company is made of: people, accounts and what happened, as objects that know each other. Ids are given at the end.

import type {Random} from "./random.js";

export type Channel = "direct" | "organic" | "paid_search" | "paid_social" | "referral" | "partner" | "email";
export type Plan = "free" | "starter" | "team" | "business";
export type Device = "desktop" | "ios" | "android";
export type Role = "admin" | "manager" | "member";
export type Interval = "month" | "quarter" | "year";

/** A stretch of time `[from, to)` in which somebody uses the product, or a company pays. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What an account pays in a stretch of time: major units for each interval. A trial has amount 0. */
export interface Subscription extends Span {
  readonly account: Account;
  readonly plan: Plan;
  readonly amount: number;
  readonly interval: Interval;
  readonly seats: number;
  /** False for the last one that runs on: its `to` is the end of the sample. */
  readonly ended: boolean;
}

export interface Account {
  id: string;
  readonly name: string;
  readonly domain: string;
  readonly industry: string;
  readonly country: string;
  readonly employees: number;
  readonly created: number;
  /** How many colleagues may come to use the product. */
  readonly size: number;
  /** The plan asked for at sign-up. */
  readonly plan: Plan;
  /** Named by sales as worth winning. */
  readonly target: boolean;
  owner: Person | null;
  readonly members: Person[];
  subscriptions: Subscription[];
  charges: Charge[];
}

/** Money asked of an account: somebody checks out, or an invoice goes by itself. Major units. */
export interface Charge {
  readonly ts: number;
  readonly amount: number;
  readonly kind: "checkout" | "invoice";
}

export interface Person {
  id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly country: string;
  readonly offsetHours: number;
  readonly device: Device;
  readonly role: Role;
  readonly title: string;
  readonly channel: Channel;
  /** True for people the summer campaign brought. */
  readonly campaign: boolean;
  readonly account: Account | null;
  /** Their browsers, before they were known. */
  anons: Anonymous[];
  /** First touch. */
  readonly seen: number;
  readonly lead: number | null;
  readonly trial: number | null;
  readonly signup: number | null;
  /** The code of the invitation they signed up with. */
  readonly code: string | null;
  readonly activated: number | null;
  /** Chance of being active on an ordinary weekday. */
  readonly pace: number;
  /** How content they are: about standard normal, before what happened at Harbour moves it. */
  readonly mood: number;
  /** When they used the product, after activation; in order, apart. */
  lives: Span[];
  /** The stream of random numbers that is theirs. */
  readonly random: Random;
}

/** A browser that was seen before (or without) its owner being known. */
export interface Anonymous {
  id: string;
  readonly country: string;
  readonly device: Device;
  readonly seen: number;
}

export interface Invite {
  readonly from: Person;
  /** Who signed up with the code, if anybody did. */
  to: Person | null;
  readonly ts: number;
  readonly code: string;
  /** A colleague for the same account, rather than a friend elsewhere. */
  readonly colleague: boolean;
}

/** Something that happened, not yet numbered. At least one of person, anonymous, account. */
export interface Happening {
  readonly ts: number;
  readonly name: string;
  readonly person?: Person | null;
  readonly anonymous?: Anonymous | null;
  readonly account?: Account | null;
  readonly channel?: Channel;
  readonly feature?: string;
  readonly amount?: number;
  readonly code?: string;
}

/** A paid or unpaid contact of marketing with somebody. */
export interface Touch {
  readonly ts: number;
  readonly who: Person | Anonymous;
  readonly channel: Channel;
  readonly cost: number | null;
}
