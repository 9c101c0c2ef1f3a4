// HubSpot (CRM): CSV of the user interface (contacts, companies, deals), JSON of API v3 (also with histories), warehouse tables.
//
// Formats: HubSpot's property and timestamp pages. Unconfirmed there and read all the same: the API envelope, `hs_v2_date_entered_…`, labels in
// other languages than English (German, French and Spanish ones are tried). CSV times are wall clock in a zone that the file does not name (of the
// account or the user, unconfirmed): option inputTz, else UTC with a note.
import {readCompanies, readDeals} from "./hubspot/companies.js";
import {readContacts, readHistory} from "./hubspot/contacts.js";
import type {Out, RecordReader, SourceFile, SourceReader} from "./source.js";

export const hubspot: SourceReader = {read};

function read(file: SourceFile, out: Out): RecordReader {
  const labelled = !file.part.endsWith("Api") && file.part !== "history";
  if (labelled && !file.options.inputTz)
    out.note(
      "times are in the zone of the account or the user who exported them; read as UTC, state inputTz if it is another",
    );
  if (file.part === "history") return readHistory(file, out);
  if (file.part.startsWith("deals")) return readDeals(file, out);
  return file.part.startsWith("companies") ? readCompanies(file, out) : readContacts(file, out);
}
