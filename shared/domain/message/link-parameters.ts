import type { MessageReference } from './message-reference.ts';

/** What links to the shop's own pages tell of the message that they stood in. */
export interface LinkRules {
  /** Links in mails say where their readers come from. */
  readonly email: boolean;
  /** Those in text messages do too, which makes them longer. */
  readonly sms: boolean;
  /** What calls itself the source of the visit: utm_source. */
  readonly source: string;
  /** Beside that of the shop's website, the hosts whose pages are told; in lower case. */
  readonly hosts: readonly string[];
}

type Sent = Pick<MessageReference, 'campaign' | 'step' | 'channel'> & {
  readonly variant?: string | undefined;
};

/**
 * The campaign parameters of a message's links, in the names that web analytics read (Urchin Tracking Module): a query
 * without its question mark. `utm_content` is the step, and after a dot the variant.
 */
export const linkParameters = ({ source }: Pick<LinkRules, 'source'>, sent: Sent): string =>
  new URLSearchParams({
    utm_source: source,
    utm_medium: sent.channel,
    utm_campaign: sent.campaign,
    utm_content: sent.variant === undefined ? sent.step : `${sent.step}.${sent.variant}`,
  }).toString();

/** In compiled templates: where the parameters go. */
export const LINK_PARAMETERS_SLOT = '{{ linkParameters }}';

/**
 * Puts the parameters into a compiled template before it is parsed: they are the same for all who get one message of a campaign,
 * so that filling it for each costs nothing. Percent-encoded, they cannot become Liquid.
 */
export const fillLinkParameters = (
  source: string,
  parameters = '',
  write = (text: string) => text,
): string => (parameters === '' ? source : source.replaceAll(LINK_PARAMETERS_SLOT, () => write(parameters)));
