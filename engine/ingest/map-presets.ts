// How the exports of other tools are read: for each tool which columns or paths mean what. Nothing but data: the package also ships each as
// a file (`lifecycle-kit/presets/posthog.json`), the example for presets of one's own.
//
// Formats: Amplitude's Export API, Mixpanel's raw export, PostHog's batch export (JSON lines), RudderStack's event specification, Snowplow's
// enriched events (tab-separated without a header, or as canonical JSON).
import type {MapPreset} from "./options.js";

const SNOWPLOW =
  `app_id platform etl_tstamp collector_tstamp dvce_created_tstamp event event_id txn_id name_tracker v_tracker
  v_collector v_etl user_id user_ipaddress user_fingerprint domain_userid domain_sessionidx network_userid geo_country geo_region
  geo_city geo_zipcode geo_latitude geo_longitude geo_region_name ip_isp ip_organization ip_domain ip_netspeed page_url page_title
  page_referrer page_urlscheme page_urlhost page_urlport page_urlpath page_urlquery page_urlfragment refr_urlscheme refr_urlhost
  refr_urlport refr_urlpath refr_urlquery refr_urlfragment refr_medium refr_source refr_term mkt_medium mkt_source mkt_term
  mkt_content mkt_campaign contexts se_category se_action se_label se_property se_value unstruct_event tr_orderid tr_affiliation
  tr_total tr_tax tr_shipping tr_city tr_state tr_country ti_orderid ti_sku ti_name ti_category ti_price ti_quantity
  pp_xoffset_min pp_xoffset_max pp_yoffset_min pp_yoffset_max useragent br_name br_family br_version br_type br_renderengine
  br_lang br_features_pdf br_features_flash br_features_java br_features_director br_features_quicktime br_features_realplayer
  br_features_windowsmedia br_features_gears br_features_silverlight br_cookies br_colordepth br_viewwidth br_viewheight os_name
  os_family os_manufacturer os_timezone dvce_type dvce_ismobile dvce_screenwidth dvce_screenheight doc_charset doc_width
  doc_height tr_currency tr_total_base tr_tax_base tr_shipping_base ti_currency ti_price_base base_currency geo_timezone
  mkt_clickid mkt_network etl_tags dvce_sent_tstamp refr_domain_userid refr_dvce_tstamp derived_contexts domain_sessionid
  derived_tstamp event_vendor event_name event_format event_version event_fingerprint true_tstamp`.split(/\s+/);

/** The presets by the name that `map` and `--map` take. */
export const MAP_PRESETS: Readonly<Record<string, MapPreset & {readonly title: string}>> = {
  amplitude: {
    title: "Amplitude",
    fields: {
      id: ["uuid", "$insert_id"],
      ts: ["event_time", "client_event_time"],
      user: ["user_id"],
      anon: ["device_id"],
      session: ["session_id"],
      name: ["event_type"],
      seq: ["event_id"],
      amount: ["event_properties.$revenue", "event_properties.revenue"],
      currency: ["event_properties.$currency", "event_properties.currency"],
      email: ["user_properties.email", "user_properties.$email"],
    },
    opened: "event_properties.",
    none: {session: "-1"},
  },
  mixpanel: {
    title: "Mixpanel",
    fields: {
      id: ["properties.$insert_id"],
      ts: ["properties.time"],
      user: ["properties.$user_id", "properties.distinct_id"],
      anon: ["properties.$device_id"],
      name: ["event"],
      amount: ["properties.revenue"],
      currency: ["properties.currency"],
      email: ["properties.$email"],
    },
    opened: "properties.",
    visitorPrefix: "$device:",
  },
  posthog: {
    title: "PostHog",
    fields: {
      id: ["uuid"],
      ts: ["timestamp"],
      user: ["distinct_id"],
      anon: ["properties.$anon_distinct_id", "properties.$device_id"],
      session: ["properties.$session_id"],
      name: ["event"],
      amount: ["properties.revenue"],
      currency: ["properties.currency"],
      email: ["person_properties.email", "properties.$set.email"],
    },
    opened: "properties.",
    visitorFlag: ["properties.$is_identified", "false"],
  },
  rudderstack: {
    title: "RudderStack",
    fields: {
      id: ["messageId"],
      ts: ["timestamp", "originalTimestamp", "receivedAt"],
      user: ["userId"],
      anon: ["anonymousId"],
      account: ["groupId", "context.groupId"],
      session: ["context.sessionId"],
      name: ["event", "name", "type"],
      amount: ["properties.revenue"],
      currency: ["properties.currency"],
      email: ["context.traits.email", "traits.email"],
    },
    opened: "properties.",
  },
  snowplow: {
    title: "Snowplow",
    fields: {
      id: ["event_id"],
      ts: ["derived_tstamp", "collector_tstamp"],
      user: ["user_id"],
      anon: ["domain_userid", "network_userid"],
      session: ["domain_sessionid"],
      name: ["se_action", "event_name", "event"],
      amount: ["tr_total"],
      currency: ["tr_currency"],
    },
    columns: SNOWPLOW,
  },
};
