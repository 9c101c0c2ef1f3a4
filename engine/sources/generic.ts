// Generic files: what the columns of an event log are usually called.
import type {UsualNames} from "../ingest/roles.js";

/**
 * Names without capitals and separators (`Event_Time` is `eventtime`), best first. Fields choose in this order, and a column
 * serves one field only. An `id` is the event's id, unless nothing else could name a user; where a file has columns `ts`
 * and `name`, as the kit's own have, `name` is the event. `amount` must hold numbers.
 */
export const usualNames: UsualNames = [
  [
    "ts",
    words(
      "ts timestamp eventtimestamp eventtime occurredat time datetime eventdatetime eventdate timetimestamp createdat created date startedat starttime start completetimestamp receivedat day",
    ),
  ],
  [
    "user",
    words(
      "user userid uid customerid customer distinctid personid person memberid member clientid subscriberid contactid profileid playerid unit caseid caseconceptname case id",
    ),
  ],
  ["anon", words("anon anonymousid anonid anonymous visitorid deviceid cookieid")],
  ["name", words("event eventname activity action conceptname name eventtype type step page")],
  [
    "account",
    words(
      "account accountid companyid company organizationid organisationid orgid organization organisation workspaceid tenantid teamid groupid",
    ),
  ],
  ["session", words("session sessionid visitid")],
  ["id", words("id eventid eventuuid messageid insertid uuid rowid")],
  ["seq", words("seq sequence sequencenumber")],
  ["amountMinor", words("amountminor amountcents")],
  ["amount", words("amount revenue totalamount ordertotal purchaseamount")],
  ["currency", words("currency currencycode")],
];

function words(text: string): string[] {
  return text.split(" ");
}
