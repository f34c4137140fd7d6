import { markTextLinks } from './mark-links.ts';
import type { TemplateContext } from './template-context.ts';
import { fillShopSlots } from './template-strings.ts';

type LinkContext = Pick<TemplateContext, 'shop' | 'links'>;

export const asItIs = (value: string): string => value;

/** A plain text with what messages show of the shop in it. */
export const plainIn = ({ shop }: Pick<TemplateContext, 'shop'>, source: string): string =>
  fillShopSlots(source, shop, asItIs);

/** The text of a text message, its links marked. */
export function textIn(context: LinkContext, sms: string): string {
  const { website, textHosts } = linkedHosts(context);
  return plainIn(context, markTextLinks(fillShopSlots(sms.trim(), website, asItIs), textHosts));
}

/** The hosts whose links get campaign parameters, by channel. */
export function linkedHosts({ shop: { website }, links }: LinkContext) {
  const own = website === undefined ? [] : [new URL(website).host];
  const hosts = new Set([...own, ...(links?.hosts ?? [])]);
  const none = new Set<string>();
  return {
    website: website === undefined ? {} : { website },
    mailHosts: links?.email === true ? hosts : none,
    textHosts: links?.sms === true ? hosts : none,
  };
}
