import type { LinkTags } from '../../domain/feedback/provider-event.ts';

/** Pages on which customers say what they want to get, or that they want nothing. */
const OWN_PAGES = ['/unsubscribe', '/preferences', '/confirm'];
/** `ses:tags="purpose:unsubscribe"` on a link in a template says the same of a page elsewhere. */
const OWN_PURPOSES = new Set(['unsubscribe', 'preferences']);

/** Whether a link leads to where a customer says what they want, which is no interest in what the message offers. */
export function isOwnLink(
  { link, linkTags }: { readonly link: string; readonly linkTags: LinkTags },
  publicUrl: string,
): boolean {
  if (linkTags.purpose?.some((purpose) => OWN_PURPOSES.has(purpose))) return true;
  if (!link.startsWith(publicUrl)) return false;
  const [path = ''] = link.slice(publicUrl.length).split(/[?#]/);
  return OWN_PAGES.some((page) => path === page || path.startsWith(`${page}/`));
}
