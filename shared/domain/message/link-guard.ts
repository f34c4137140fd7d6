/** The beginning of a tag's link in a template, where Liquid fills it with something else than links of the product's own. */
const OPENED_BY_SLOT =
  /\s(?:href|src|background|action)\s*=\s*["']?\s*\{(?:%|\{(?!-?\s*(?:unsubscribeUrl|preferencesUrl|confirmUrl|shop\.website)\s*-?\}\}))/i;

const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi;
const ATTRIBUTE = /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;
const LINK = /^(?:href|src|background|action)$/i;
const SAFE = /^\s*(?:https?:\/\/|mailto:|tel:|sms:|#)/i;

/** A link that would lead to no web page: it might run a script, or lead nowhere. */
class UnsafeLinkError extends Error {
  override readonly name = 'UnsafeLinkError';
}

/**
 * Looks at the filled HTML of one template: a link that begins with what the shop told of a customer must not be `javascript:` or `data:`.
 * The guard throws `UnsafeLinkError`, without the link. Templates that write out how each link begins cost nothing.
 */
export function createLinkGuard(template: string): (html: string) => void {
  if (!OPENED_BY_SLOT.test(template)) return () => {};
  return (html) => {
    for (const [tag] of html.matchAll(TAG)) {
      for (const [, name = '', double, single, bare = ''] of tag.matchAll(ATTRIBUTE)) {
        if (LINK.test(name) && !SAFE.test(double ?? single ?? bare))
          throw new UnsafeLinkError(
            `${name.toLowerCase()} is no address that begins with https:// or http://`,
          );
      }
    }
  };
}
