import type { Instant } from '../instant.ts';
import type { Claim } from '../message/claim.ts';

/**
 * By what a machine is told from a person where the provider does not say (SES does since August 2026, as `isBotEvent`). Gateways
 * fetch every link as a mail comes in, and so say the vendors' own pages on it.
 */
export const MACHINE_SIGNS = {
  /**
   * Nobody opens a mail within so many milliseconds of its delivery. Audits of click logs take 5 seconds; a person with the
   * mailbox open needs two to see it arrive and one to press.
   */
  tooSoonMs: 3_000,
  /** So many links of one message within `burstMs` are no hand's work; audits name three within 2 seconds. */
  burstLinks: 3,
  burstMs: 2_000,
  /**
   * Scripts and libraries (none has a reader), previews in chats, and gateways that name themselves: Barracuda, Proofpoint,
   * Mimecast, Cisco, Trend Micro, Symantec. GoogleImageProxy and YahooMailProxy are not here, for they fetch when a person opens,
   * nor okhttp, Dalvik or CFNetwork, under which mail programs on phones go.
   */
  userAgents:
    /\b(?:python-requests|python-urllib|aiohttp|go-http-client|apache-httpclient|java\/[\d.]+|curl|wget|libwww-perl|node-fetch|axios|headlesschrome|phantomjs|slackbot|facebookexternalhit|facebookexternalua|twitterbot|linkedinbot|whatsapp|telegrambot|skypeuripreview|barracuda|proofpoint|mimecast|ciscosecureemail|ironport|tmes|symantec|fortiguard|sophos|bitdefender|googlebot|bingbot|bingpreview|applebot|ahrefsbot|[a-z]+crawler|spider)\b/i,
} as const;

/** One opening or click, and what is known of the message. */
export interface Engagement {
  readonly at: Instant;
  readonly userAgent: string;
  readonly isMachine?: boolean;
}

/** Whether a machine opened or clicked, by the provider's word or by the signs. An empty user agent is a HEAD or a script's. */
export function isMachineEngagement(
  { at, userAgent, isMachine }: Engagement,
  { delivery, clicks = [] }: Pick<Claim, 'delivery' | 'clicks'>,
): boolean {
  if (isMachine === true) return true;
  if (userAgent.trim() === '' || MACHINE_SIGNS.userAgents.test(userAgent)) return true;
  if (delivery?.status === 'delivered' && at - delivery.at < MACHINE_SIGNS.tooSoonMs) return true;
  return isInBurst(at, clicks);
}

/** Whether an instant lies in a stretch in which too many different links were clicked. */
function isInBurst(at: Instant, clicks: NonNullable<Claim['clicks']>): boolean {
  const { burstLinks, burstMs } = MACHINE_SIGNS;
  return clicks.some(([from]) => {
    if (from > at || at - from > burstMs) return false;
    const links = clicks.filter(([when]) => when >= from && when - from <= burstMs).map(([, link]) => link);
    return new Set(links).size >= burstLinks;
  });
}
