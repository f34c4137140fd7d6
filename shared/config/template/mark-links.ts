import { LINK_PARAMETERS_SLOT } from '../../domain/message/link-parameters.ts';
import { createLinkNames } from './link-names.ts';

/** Liquid, as long as it is, in the place of which nothing may be read as part of a URL. */
const LIQUID = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
const ANCHOR = /<a\b((?:\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|"[^"]*"|'[^']*'|\{(?![{%])|[^>"'{])*)>/gi;
const HREF = /(\shref\s*=\s*)(?:"([^"]*)"|'([^']*)')/i;
const NAME = /\sname\s*=\s*"([^"{]*)"/i;
/** Links that a customer has rights by: SES must not lead them over its own servers. */
const OWN_LINK = /\{\{-?\s*\w*(?:unsubscribe|preference|confirmUrl)\w*\b/i;
/** What the template's author has said to SES already. */
const OWN_TAGS = /\sses:tags\s*=\s*["']/i;
const NOT_TRACKED = /\sses:no-track\b/i;
const PLAIN_URL = /https?:\/\/(?:\{\{[\s\S]*?\}\}|[\w\-.~:/?#@!$&*+,;=%])+/gi;
/** A tag that may put more of the URL after it. */
const GOES_ON = /^\{%-?\s*(?:if|unless|case|for)\b/;

/**
 * Marks the links of compiled HTML, so that sending costs nothing: campaign parameters on links to the hosts (none where there
 * are no hosts), `ses:tags="link:NAME"` by which SES tells in its click events which link it was, and `ses:no-track` on
 * the links of unsubscription. What is a link only once Liquid has been filled gets no parameters.
 */
export function markHtmlLinks(html: string, hosts: ReadonlySet<string>): string {
  const nameFor = createLinkNames();
  return html.replace(ANCHOR, (anchor: string, attributes: string) => {
    const [found, before = '', double, single] = HREF.exec(attributes) ?? [];
    const href = double ?? single;
    if (found === undefined || href === undefined) return anchor;
    if (OWN_LINK.test(href)) return NOT_TRACKED.test(attributes) ? anchor : `<a ses:no-track${attributes}>`;
    if (!/^(?:https?:|\{\{)/i.test(href)) return anchor;
    const quote = double === undefined ? "'" : '"';
    const marked = `${before}${quote}${withParameters(href, hosts, '&amp;')}${quote}`;
    const name = nameFor(NAME.exec(attributes)?.[1] ?? href);
    // By a function: the link may hold what `replace` would take for a pattern.
    const linked = attributes.replace(found, () => marked);
    if (NOT_TRACKED.test(attributes)) return `<a${linked}>`;
    return OWN_TAGS.test(attributes)
      ? `<a${linked.replace(OWN_TAGS, (tags) => `${tags}link:${name};`)}>`
      : `<a ses:tags="link:${name}"${linked}>`;
  });
}

/** Puts campaign parameters on the URLs in plain text that lead to the hosts. */
export function markTextLinks(text: string, hosts: ReadonlySet<string>): string {
  return text.replace(PLAIN_URL, (match: string, offset: number) => {
    if (GOES_ON.test(text.slice(offset + match.length))) return match;
    // The end of a sentence is none of the URL's.
    const url = match.replace(/[.,;:!?]+$/, '');
    return `${withParameters(url, hosts, '&')}${match.slice(url.length)}`;
  });
}

/** The URL as it is where it leads elsewhere, or has campaign parameters of its own. */
function withParameters(url: string, hosts: ReadonlySet<string>, and: '&' | '&amp;'): string {
  const shape = url.replace(LIQUID, (liquid) => '\0'.repeat(liquid.length));
  const host = /^https?:\/\/([^/?#\0]+)(?=[/?#]|$)/i.exec(shape)?.[1];
  if (host === undefined || !hosts.has(host.toLowerCase())) return url;
  const fragmentAt = shape.indexOf('#');
  const end = fragmentAt < 0 ? url.length : fragmentAt;
  const address = shape.slice(0, end);
  if (/[?&;]utm_/i.test(address)) return url;
  const join = !address.includes('?') ? '?' : /(?:\?|&|&amp;)$/.test(address) ? '' : and;
  return `${url.slice(0, end)}${join}${LINK_PARAMETERS_SLOT}${url.slice(end)}`;
}
