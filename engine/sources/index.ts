// The register of systems whose exports are understood.
import {churnzero} from "./churnzero.js";
import {demandbase} from "./demandbase.js";
import {mailchimp} from "./mailchimp.js";
import {marketo} from "./marketo.js";
import {pardot} from "./pardot.js";
import {qualtrics} from "./qualtrics.js";
import {segment} from "./segment.js";
import type {Source} from "./source.js";
import {surveymonkey} from "./surveymonkey.js";

/** Every adapter, by name. What none of them recognises is read as a generic file. */
export const sources: readonly Source[] = [
  churnzero,
  demandbase,
  mailchimp,
  marketo,
  pardot,
  qualtrics,
  segment,
  surveymonkey,
];
