// Which stage an event belongs to by its name, for systems whose events are named by their users (sources.md section 2).
import {phraseTest} from "../model/name-words.js";

/** A stage and the words (whole words of a name, in lower case, joined by blanks) that mean it. The first that fits wins. */
const WORDS: readonly (readonly [stage: string, words: readonly string[]])[] = [
  ["reactivation", ["reactivated", "reactivation", "win back", "won back", "winback"]],
  [
    "referral",
    ["invite", "invited", "invitation", "share", "shared", "referral", "refer", "referred", "forward", "forwarded"],
  ],
  ["advocacy", ["review", "reviewed", "case study", "testimonial", "promoter"]],
  [
    "onboarding",
    [
      "onboarding",
      "onboarded",
      "tutorial",
      "checklist",
      "activated",
      "setup",
      "first run",
      "kick off",
      "kickoff",
      "walkthrough",
    ],
  ],
  [
    "retention",
    ["renewed", "renewal", "renew", "upgraded", "upgrade", "invoice paid", "subscription updated", "repeat purchase"],
  ],
  [
    "acquisition",
    [
      "signed up",
      "sign up",
      "signup",
      "registered",
      "registration",
      "account created",
      "lead",
      "trial",
      "demo requested",
      "form submitted",
      "order completed",
      "subscribed",
      "purchased",
      "purchase",
    ],
  ],
  [
    "engagement",
    [
      "login",
      "log in",
      "logged in",
      "signed in",
      "sign in",
      "feature",
      "exported",
      "export",
      "created",
      "completed",
      "used",
      "webinar",
      "played",
    ],
  ],
  ["awareness", ["page", "viewed", "view", "visit", "visited", "ad click", "ad clicked", "email opened", "opened"]],
];

const TESTS = WORDS.map(([stage, phrases]) => [stage, phraseTest(phrases)] as const);

/** The stage of an event by the words in its name (`Signed Up`, `onboarding_completed`, `featureUsed`); null when none fits. */
export function stageOfName(name: string): string | null {
  return TESTS.find(([, fits]) => fits(name))?.[0] ?? null;
}
