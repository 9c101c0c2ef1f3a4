// What the product's own trackers call what people do in it, and with what.

import type {Happening} from "../model.js";

/** Event in the company's log → name that the tracker was given. */
const NAMES: Readonly<Record<string, string>> = {
  signup: "Signed Up",
  tour_started: "Tour Started",
  project_created: "Project Created",
  activated: "Onboarding Completed",
  login: "Logged In",
  feature_used: "Feature Used",
  purchase: "Order Completed",
  refund: "Order Refunded",
  teammate_invited: "Invite Sent",
  referral_sent: "Referral Sent",
};

/** The tracker's name of a happening; null for what is tracked elsewhere. */
export const trackedAs = ({name}: Happening): string | null => NAMES[name] ?? null;

/** Properties, as the app sends them. */
export function propertiesOf({feature, amount, code}: Happening): Record<string, string | number> {
  return {
    ...(feature && {feature}),
    ...(amount !== undefined && {revenue: amount, currency: "USD"}),
    ...(code && {code}),
  };
}
