// The slow twin of the referral rate: every sign-up against every invite, straight from semantics 16 and 20.
import {ratio, type Happening, type History} from "./history.js";

export interface Invite {
  from: string;
  to: string | null;
  code: string | null;
  ts: number;
}

export function referralReference(
  history: History,
  invites: readonly Invite[],
  period: "day" | "week" | "month",
  horizonMs: number,
): Record<"period" | "value" | "n" | "status", unknown>[] {
  const accepted = history.users.flatMap((user) => {
    const signup = history.eventsOf(user, "A")[0];
    const invite = signup && best(history, invites, user, signup, horizonMs);
    return invite ? [{from: invite.from, ts: signup.ts}] : [];
  });
  return history.shown(period).map((p) => {
    const active = history.users.filter((user) =>
      history.eventsOf(user, "*").some(({ts}) => history.periodOf(ts, period) === p),
    );
    const referrers = active.filter((user) =>
      accepted.some(({from, ts}) => from === user && history.periodOf(ts, period) === p),
    );
    const status = history.status(period, p);
    return {
      period: history.calendar.label(period, p),
      value: status === "future" ? null : ratio(referrers.length, active.length),
      n: status === "future" ? null : active.length,
      status,
    };
  });
}

/** The earliest invite that the sign-up answers; of several at one instant that with the smallest code, then sender. */
function best(
  history: History,
  invites: readonly Invite[],
  user: string,
  signup: Happening,
  horizonMs: number,
): Invite | undefined {
  const code = history.value(signup, "plan");
  const answers = ({from, to, code: own, ts}: Invite) =>
    from !== user &&
    ts <= signup.ts &&
    signup.ts <= ts + horizonMs &&
    (own === null ? to === user : code !== null && own === String(code));
  const rank = ({ts, code, from}: Invite) => `${String(ts).padStart(20, "0")} ${code ?? ""} ${from}`;
  return invites.filter(answers).sort((a, b) => (rank(a) < rank(b) ? -1 : 1))[0];
}
