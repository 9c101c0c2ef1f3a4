// Notes, reasons and errors of the engine in German. What has no phrase here is told in English.
import {figures} from "../figures.js";
import {sayingOf, type PhraseBook} from "../phrase-book.js";

/** Why a row or a cell was not taken. */
const reasons: PhraseBook = {
  "no time": "keine Zeit",
  "not a time": "keine Zeitangabe",
  "impossible date": "unmögliches Datum",
  "impossible time": "unmögliche Uhrzeit",
  "ambiguous date": "mehrdeutiges Datum",
  "time out of range": "Zeit außerhalb des Bereichs",
  "duplicate id": "doppelte Kennung",
  "no identity": "ohne Kennung einer Person",
  "no event name": "ohne Name des Ereignisses",
  "no events": "ohne Ereignisse",
  "no id": "ohne Kennung",
  "no account": "ohne Firma",
  "no action": "ohne Aktion",
  "no activity type": "ohne Art der Aktivität",
  "no list of actions": "keine Liste von Aktionen",
  "no opportunity or stage": "ohne Verkaufschance oder Phase",
  "no response id": "ohne Kennung der Antwort",
  "no valid e-mail address": "keine gültige E-Mail-Adresse",
  "no change of stage": "kein Wechsel der Phase",
  "not JSON": "kein JSON",
  "not an object": "kein Objekt",
  "not a call": "kein Aufruf",
  "not a list of cells": "keine Liste von Zellen",
  "operational record": "technischer Eintrag",
  "development environment": "Entwicklungsumgebung",
  "internal traffic": "interner Zugriff",
  "preview": "Vorschau",
  "test response": "Probeantwort",
  "total row of a report": "Summenzeile eines Berichts",
  "totals of a report, no users": "Summen eines Berichts, keine Personen",
  "opportunity is not in the export": "die Verkaufschance fehlt im Export",
  "record of another object in the file": "Datensatz eines anderen Objekts in der Datei",
  "row has {n} field, header has {columns}": "Zeile hat {n} Feld, der Kopf {columns}",
  "row has {n} fields, header has {columns}": "Zeile hat {n} Felder, der Kopf {columns}",
  "record longer than {n} characters": "Datensatz länger als {n} Zeichen",
  "amount is no number and counts as missing": "Betrag ist keine Zahl und gilt als fehlend",
  'value is not of the type stated for column "{column}" and counts as missing':
    "Wert hat nicht die Art, die für Spalte „{column}“ angegeben ist, und gilt als fehlend",
  "attributes cannot be read": "Merkmale sind nicht lesbar",
  "event repeats an earlier one and was dropped": "Ereignis wiederholt ein früheres und zählt nicht",
  "event of a batch left out: {said}": "Ereignis eines Stapels ausgelassen: {said}",
  "stages were entered in reversed order": "Phasen wurden in umgekehrter Folge betreten",
  "role mailbox is nobody's key": "Sammelpostfach gehört niemandem allein",
};

/** What was assumed in reading. */
const notes: PhraseBook = {
  '1 time in column "{column}" states no offset and was read in {zone}':
    "1 Zeit in Spalte „{column}“ nennt keine Zeitzone und wurde in {zone} gelesen",
  '{n} times in column "{column}" state no offset and were read in {zone}':
    "{n} Zeiten in Spalte „{column}“ nennen keine Zeitzone und wurden in {zone} gelesen",
  '1 time in column "{column}" does not exist in {zone} (clock set forward) and was read with the offset before the change':
    "1 Zeit in Spalte „{column}“ gibt es in {zone} nicht (Uhr vorgestellt); sie wurde wie vor der Umstellung gelesen",
  '{n} times in column "{column}" do not exist in {zone} (clock set forward) and were read with the offset before the change':
    "{n} Zeiten in Spalte „{column}“ gibt es in {zone} nicht (Uhr vorgestellt); sie wurden wie vor der Umstellung gelesen",
  '1 time in column "{column}" occurs twice in {zone} (clock set back) and was read as the first':
    "1 Zeit in Spalte „{column}“ kommt in {zone} zweimal vor (Uhr zurückgestellt) und wurde als die erste gelesen",
  '{n} times in column "{column}" occur twice in {zone} (clock set back) and were read as the first':
    "{n} Zeiten in Spalte „{column}“ kommen in {zone} zweimal vor (Uhr zurückgestellt) und wurden als die ersten gelesen",
  'the numbers in column "{column}" were read as {unit}, the only unit that puts all of them into 1990–2100':
    "die Zahlen in Spalte „{column}“ wurden als {unit} gelesen, der einzigen Einheit, die alle in 1990–2100 legt",
  "{n} bytes are not UTF-8, so the file was read as windows-1252; state encoding if it is another":
    "{n} Bytes sind kein UTF-8, also wurde die Datei als windows-1252 gelesen; sonst encoding angeben",
  "{n} bytes are not UTF-8, so the lines with them were read as windows-1252; state encoding if it is another":
    "{n} Bytes sind kein UTF-8, also wurden ihre Zeilen als windows-1252 gelesen; sonst encoding angeben",
  "{n} bytes are not UTF-8, so the records with them were read as windows-1252; state encoding if it is another":
    "{n} Bytes sind kein UTF-8, also wurden ihre Datensätze als windows-1252 gelesen; sonst encoding angeben",
  "lines passed over as comments or a footer: {n}": "als Kommentar oder Fuß übergangene Zeilen: {n}",
  'stages: no event "{name}" in the data (did you mean "{near}"?)':
    "stages: kein Ereignis „{name}“ in den Daten (gemeint: „{near}“?)",
  'stages: no event "{name}" in the data': "stages: kein Ereignis „{name}“ in den Daten",
  "read as {source} ({why}), though it could be {other} too ({whyOther}); state source to choose":
    "als {source} gelesen ({why}), könnte aber auch {other} sein ({whyOther}); source angeben, um zu wählen",
  "event types are numbers here; read the table event_type too to have their names":
    "Arten von Ereignissen sind hier Zahlen; ihre Namen stehen in der Tabelle event_type",
  "createdAt is not used, because activities tell which leads are new":
    "createdAt wird nicht verwendet, weil Aktivitäten sagen, welche Leads neu sind",
  "journey stages have no date; state snapshotDate to compare several exports":
    "Phasen haben kein Datum; snapshotDate angeben, um mehrere Exporte zu vergleichen",
  "is a report of totals, which names no users; export the events themselves (BigQuery export) to analyse people":
    "ist ein Bericht von Summen ohne Personen; für Personen die Ereignisse selbst exportieren (BigQuery-Export)",
  "is a report of campaigns, which names no people; export the audience, or the activity of each campaign":
    "ist ein Bericht von Kampagnen ohne Personen; die Zielgruppe oder die Aktivität jeder Kampagne exportieren",
  "times are in the zone of the account or the user who exported them; read as UTC, state inputTz if it is another":
    "Zeiten sind in der Zone des Kontos oder der exportierenden Person; als UTC gelesen, sonst inputTz angeben",
  "times are in the zone of the user who exported them; read as UTC, state inputTz if it is another":
    "Zeiten sind in der Zone der exportierenden Person; als UTC gelesen, sonst inputTz angeben",
  "times are in the zone of the query, which the file does not name; read as UTC, state inputTz if it is another":
    "Zeiten sind in der Zone der Abfrage, die die Datei nicht nennt; als UTC gelesen, sonst inputTz angeben",
  'map is not used, because the file is an export of {source}; state source "generic" to read it by the map':
    'map bleibt ungenutzt, weil die Datei ein Export von {source} ist; source "generic" angeben, um sie danach zu lesen',
  'no field names the event, so every row is "{name}"; state map name=FIELD or name=:text':
    "kein Feld nennt das Ereignis, also ist jede Zeile „{name}“; map name=FELD oder name=:text angeben",
  "the result was cut by a limit of the query, so rows or columns are missing":
    "das Ergebnis wurde durch eine Grenze der Abfrage gekürzt, also fehlen Zeilen oder Spalten",
  "has exactly {n} rows: perhaps the row limit of the query cut it (500 by default, 5000 in the user interface)":
    "hat genau {n} Zeilen: vielleicht hat die Zeilengrenze der Abfrage gekürzt (sonst 500, in der Oberfläche 5000)",
  "holds records of {object}, which say nothing about customers and are left out":
    "enthält Datensätze von {object}, die nichts über Kunden sagen und ausgelassen sind",
  "field history is kept for a limited time (18 months by default), so older stage changes may be missing":
    "Feldverläufe werden nur begrenzt aufbewahrt (sonst 18 Monate), ältere Wechsel der Phase können fehlen",
  "closed opportunities whose stage history stops before their end, so that no close is told: {n}; export the whole history, or leave it out":
    "abgeschlossene Verkaufschancen, deren Verlauf vor ihrem Ende aufhört, ohne erzählten Abschluss: {n}; den ganzen Verlauf exportieren oder weglassen",
};

/** Names that the data do not have, with the one that was meant or without. */
const unknownNames: PhraseBook = Object.fromEntries(
  [
    ["event", "unbekanntes Ereignis"],
    ["property", "unbekannte Eigenschaft"],
    ["cohort", "unbekannte Kohorte"],
    ["stage", "unbekannte Phase"],
    ["measure", "unbekannte Kennzahl"],
    ["{what}", "unbekannt ({what})"],
  ].flatMap(([what, german]) =>
    [
      ['{name}" (did you mean "{near}"?)', "{name}“ (gemeint: „{near}“?)"],
      ['{name}"', "{name}“"],
    ].flatMap(([name, said]) => [
      [
        `unknown ${what} "${name}; the data has {known}. To count a name that may come later, set "unknownNames": "allow"`,
        `${german} „${said}; die Daten haben {known}. Für einen Namen, der noch kommen kann: "unknownNames": "allow"`,
      ],
      [`unknown ${what} "${name}; {advice}`, `${german} „${said}; {advice}`],
      [`unknown ${what} "${name}`, `${german} „${said}`],
    ]),
  ),
);

/** What is wrong with a question or with data. */
const errors: PhraseBook = {
  'unknown key (did you mean "{near}"?)': "unbekannter Schlüssel (gemeint: „{near}“?)",
  "unknown key": "unbekannter Schlüssel",
  '{value} is not allowed (did you mean "{near}"?); write one of {values}':
    "{value} ist nicht erlaubt (gemeint: „{near}“?); möglich sind {values}",
  "{value} is not allowed; write one of {values}": "{value} ist nicht erlaubt; möglich sind {values}",
  "{value} has none of the allowed forms": "{value} hat keine der erlaubten Formen",
  "must be longer than nothing": "muss länger als nichts sein",
  "the range ends before it starts: [{from}, {to})": "der Zeitraum endet, bevor er beginnt: [{from}, {to})",
  "ends before it starts: [{from}, {to}]": "endet, bevor es beginnt: [{from}, {to}]",
  'amounts are in {currencies}; add a where on "currency" to sum one of them':
    'Beträge sind in {currencies}; mit einem where auf "currency" lässt sich eine davon summieren',
  '"{prop}" also holds {value}; name a property of numbers':
    "„{prop}“ enthält auch {value}; eine Eigenschaft mit Zahlen nennen",
  'no profile has "{prop}", only events do; write "first"':
    'kein Profil hat „{prop}“, nur Ereignisse; "first" schreiben',
  "{text} is not a time: write 00:00:00 to 23:59:59": "{text} ist keine Uhrzeit: 00:00:00 bis 23:59:59 schreiben",
  "{text} is not a date: months go from 01 to 12": "{text} ist kein Datum: Monate gehen von 01 bis 12",
  "{text} is not a date: month {month} of {year} has {days} days":
    "{text} ist kein Datum: Monat {month} von {year} hat {days} Tage",
  "{text} has no valid offset: write Z or ±hh:mm": "{text} hat keine gültige Verschiebung: Z oder ±hh:mm schreiben",
  '"{text}" is not a number of whole periods; write P30D, P26W, P12M or P2Y':
    "„{text}“ ist keine Zahl ganzer Zeiträume; P30D, P26W, P12M oder P2Y schreiben",
  "the question was cancelled": "die Frage wurde abgebrochen",
  "loading was cancelled": "das Laden wurde abgebrochen",
  "the host is closed": "die Datenquelle ist geschlossen",
  "there is no host to ask": "es gibt keine Datenquelle, die antworten könnte",
  "the worker stopped: {why}": "der Hintergrundprozess brach ab: {why}",
  'the part "{name}" could not be loaded: {why}': "der Teil „{name}“ ließ sich nicht laden: {why}",
  "no such file": "keine solche Datei",
  "cannot be fetched: {why}": "lässt sich nicht laden: {why}",
  "cannot be read: {why}": "lässt sich nicht lesen: {why}",
  "cannot be opened: {why}": "lässt sich nicht öffnen: {why}",
  "the server answered {status}": "der Server antwortete {status}",
  "the server sent no content": "der Server schickte keinen Inhalt",
  "holds no line of text": "enthält keine Zeile Text",
  "holds nothing but blanks": "enthält nur Leerzeichen",
  "is a ZIP archive without a file of data": "ist ein ZIP-Archiv ohne Datei mit Daten",
  "{n} files cannot be used, so nothing was loaded; leave them out, or say how each is to be read (--inputs FILE)":
    "{n} Dateien sind nicht brauchbar, also wurde nichts geladen; weglassen oder angeben, wie jede zu lesen ist (--inputs DATEI)",
  // A place, then what is wrong there: a file, an option of a query.
  "{file}: {n} × {said} (first: {place})": "{file}: {n} × {said} (zuerst: {place})",
  "{place}: {said}": "{place}: {said}",
  "{said} and counts as missing": "{said} und gilt als fehlend",
  "{said} in {place}": "{said} in {place}",
};

/** Says a message of the engine in German; null where it has no phrase. */
export const inGerman = sayingOf({...reasons, ...notes, ...unknownNames, ...errors}, figures("de").count);
