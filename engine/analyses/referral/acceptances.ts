// Invites that were accepted: sign-ups of new units that carry an invite's code (semantics 16).
import {asDict} from "../../model/column.js";
import {parseDuration} from "../../model/duration.js";
import {QueryError} from "../../model/errors.js";
import {byCodePoint} from "../../model/order.js";
import type {EventPredicate} from "../../model/predicate-schema.js";
import type {Scope} from "../../model/scope.js";
import {select} from "../../model/selection.js";
import {rowsOf, type Row} from "../../model/table.js";

export interface InviteRules {
  /** The event by which a unit signs up. */
  readonly signup: EventPredicate;
  /** The property of that event with the code; an invite without a code is matched by its column `to`. */
  readonly code: string;
  /** How long after the invite the sign-up may come, inclusive. */
  readonly horizon: string;
}
interface Acceptance {
  /** Who sent the invite, and the unit that signed up. */
  readonly from: string;
  readonly unit: string;
  /** Instant of the sign-up (epoch ms). */
  readonly ts: number;
}
interface Invite {
  readonly from: string;
  readonly to: string | null;
  readonly code: string;
  readonly ts: number;
}

/**
 * One acceptance for each unit whose first sign-up answers an invite: sent by another unit, not after the sign-up and not earlier than
 * the horizon. Of several the earliest wins, then the smallest code. The query's filter is for events, so also for sign-ups; invites
 * have none. Throws QueryError without the table.
 */
export function acceptances(scope: Scope, rules: InviteRules): Acceptance[] {
  const byKey = invitesByKey(scope);
  const horizon = parseDuration(rules.horizon, "horizon");
  const {offsets, positions, ts} = select(scope, [rules.signup], "signup");
  const column = byKey.size > 0 ? scope.property(rules.code, "code") : null;
  const {codes, dictionary} = column ? asDict(column) : {codes: null, dictionary: []};
  const found: Acceptance[] = [];
  for (let u = 0; u < scope.units; u++) {
    const first = offsets[u]!;
    if (first === offsets[u + 1]) continue;
    const [unit, at] = [scope.index.ids[u]!, ts[first]!];
    const code = codes ? dictionary[codes[positions[first]!]!] : null;
    const own = [
      ...((code ?? null) === null ? [] : (byKey.get(keyOf(String(code), null)) ?? [])),
      ...(byKey.get(keyOf("", unit)) ?? []),
    ];
    const [invite] = own.filter((one) => one.from !== unit && one.ts <= at && at - one.ts <= horizon).sort(earlier);
    if (invite) found.push({from: invite.from, unit, ts: at});
  }
  return found;
}

/** Invites by what answers them: their code, else the unit they went to. */
function invitesByKey(scope: Scope): Map<string, Invite[]> {
  const {invites} = scope.dataset.tables;
  const byKey = new Map<string, Invite[]>();
  if (!invites && scope.dataset.store.size > 0) {
    throw new QueryError(
      "referral_rate needs the table `invites` with columns from, to, ts, code (--table invites=FILE)",
      "kind",
    );
  }
  for (const row of invites ? rowsOf(invites) : []) {
    const invite = inviteOf(row);
    if (!(invite.ts < scope.asOf)) continue;
    const key = keyOf(invite.code, invite.to);
    const own = byKey.get(key);
    if (own) own.push(invite);
    else byKey.set(key, [invite]);
  }
  return byKey;
}

function inviteOf({from, to, code, ts}: Row): Invite {
  return {
    from: String(from),
    to: (to ?? null) === null || to === "" ? null : String(to),
    code: (code ?? null) === null ? "" : String(code),
    ts: Number(ts),
  };
}

function keyOf(code: string, to: string | null): string {
  return code !== "" ? `code ${code}` : `to ${to ?? ""}`;
}

function earlier(a: Invite, b: Invite): number {
  return a.ts - b.ts || byCodePoint(a.code, b.code) || byCodePoint(a.from, b.from);
}
