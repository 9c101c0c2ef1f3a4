// The register of systems whose exports are understood.
import {churnzero} from "./churnzero.js";
import {demandbase} from "./demandbase.js";
import {mailchimp} from "./mailchimp.js";
import {marketo} from "./marketo.js";
import {pardot} from "./pardot.js";
import {qualtrics} from "./qualtrics.js";
import {segment} from "./segment.js";
import {ga4} from "./ga4.js";
import {hubspot} from "./hubspot.js";
import {looker} from "./looker.js";
import {mparticle} from "./mparticle.js";
import {salesforce} from "./salesforce.js";
import type {Source} from "./source.js";
import {surveymonkey} from "./surveymonkey.js";

/** Every adapter, by name. What none of them recognises is read as a generic file. */
export const sources: readonly Source[] = [
  churnzero,
  demandbase,
  ga4,
  hubspot,
  looker,
  mailchimp,
  marketo,
  mparticle,
  pardot,
  qualtrics,
  salesforce,
  segment,
  surveymonkey,
];
