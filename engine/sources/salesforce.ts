// Salesforce (CRM): one CSV an object (Data Loader, Bulk API, the ZIP of the weekly export), report exports with labels and a footer, API JSON,
// and warehouse tables in snake_case.
//
// Formats: developer.salesforce.com object pages. Unconfirmed there and read all the same: the envelope of API JSON, times without an offset (taken as
// GMT), columns of Task, Event and Case, labels of report columns in other languages (German ones are tried). Ids of 15 characters are brought to 18.
// How a deal ended is told once: by the field history where it holds stages of that deal, else by states of OpportunityHistory where they show
// the end, else by the opportunity's CloseDate. A closed deal whose field history stops before its end (a half export) has no close, and is counted in a
// note.
import {finishDeals, readFieldHistory, readOpportunities, readStates} from "./salesforce/deals.js";
import {typeOf} from "./salesforce/objects.js";
import {readAccounts, readCampaigns, readMembers, readPeople} from "./salesforce/people.js";
import {readWork} from "./salesforce/work.js";
import type {Out, RecordReader, SourceFile, SourceReader} from "./source.js";

export const salesforce: SourceReader = {read, finish: finishDeals};

type Reader = (file: SourceFile, out: Out) => RecordReader;
const READERS = new Map<string, Reader>([
  ["Account", readAccounts],
  ["Contact", readPeople],
  ["Lead", readPeople],
  ["Campaign", readCampaigns],
  ["CampaignMember", readMembers],
  ["Opportunity", readOpportunities],
  ["OpportunityFieldHistory", readFieldHistory],
  ["OpportunityHistory", readStates],
  ["Task", readWork],
  ["Event", readWork],
  ["Case", readWork],
]);

function read(file: SourceFile, out: Out): RecordReader {
  const reader = READERS.get(file.part);
  if (!reader) out.note(`holds records of ${file.part}, which say nothing about customers and are left out`);
  const own = reader?.(file, out);
  const typed = file.names.includes("attributes");
  return (r) => {
    if (typed && (typeOf(file.record(r)) ?? file.part) !== file.part)
      return out.reject("record of another object in the file");
    if (own) own(r);
    else out.leaveOut("object without a meaning here");
  };
}
