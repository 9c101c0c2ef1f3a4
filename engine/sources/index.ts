// The register of systems whose exports are understood. How their files are known is here from the start; what reads them loads with
// the first of them.
import type {Recognition, Sample, Source, SourceKind, SourceReader} from "../ingest/adapter.js";
import {Lazy} from "../model/lazy.js";
import {recognise as churnzero} from "./churnzero/recognise.js";
import {recognise as demandbase} from "./demandbase/recognise.js";
import {recognise as ga4} from "./ga4/recognise.js";
import {recognise as hubspot} from "./hubspot/recognise.js";
import {recognise as listing} from "./listing/recognise.js";
import {recognise as looker} from "./looker/recognise.js";
import {recognise as mailchimp} from "./mailchimp/recognise.js";
import {recognise as marketo} from "./marketo/recognise.js";
import {recognise as mparticle} from "./mparticle/recognise.js";
import {recognise as pardot} from "./pardot/recognise.js";
import {recognise as qualtrics} from "./qualtrics/recognise.js";
import {recognise as salesforce} from "./salesforce/objects.js";
import {recognise as segment} from "./segment/recognise.js";
import {recognise as surveymonkey} from "./surveymonkey/recognise.js";

function source(
  name: string,
  kind: SourceKind,
  recognise: (sample: Sample) => Recognition | null,
  load: () => Promise<SourceReader>,
): Source {
  return {name, kind, recognise, reader: new Lazy(name, load)};
}

/** Every adapter, by name. What none of them recognises is read as a generic file. */
export const sources: readonly Source[] = [
  source("churnzero", "success", churnzero, async () => (await import("./churnzero.js")).churnzero),
  source("demandbase", "abm", demandbase, async () => (await import("./demandbase.js")).demandbase),
  source("ga4", "analytics", ga4, async () => (await import("./ga4.js")).ga4),
  source("hubspot", "crm", hubspot, async () => (await import("./hubspot.js")).hubspot),
  source("looker", "analytics", looker, async () => (await import("./looker.js")).looker),
  source("mailchimp", "email", mailchimp, async () => (await import("./mailchimp.js")).mailchimp),
  source("marketo", "marketing", marketo, async () => (await import("./marketo.js")).marketo),
  source("mparticle", "cdp", mparticle, async () => (await import("./mparticle.js")).mparticle),
  source("pardot", "marketing", pardot, async () => (await import("./pardot.js")).pardot),
  source("qualtrics", "survey", qualtrics, async () => (await import("./qualtrics.js")).qualtrics),
  source("salesforce", "crm", salesforce, async () => (await import("./salesforce.js")).salesforce),
  source("segment", "cdp", segment, async () => (await import("./segment.js")).segment),
  source("surveymonkey", "survey", surveymonkey, async () => (await import("./surveymonkey.js")).surveymonkey),
];

/** Lists that the kit wrote itself: generic files that say more. */
export const listings: Source = source(
  "generic",
  "generic",
  listing,
  async () => (await import("./listing.js")).listing,
);
