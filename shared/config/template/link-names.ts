/** SES takes [A-Za-z0-9_-] in a tag's value; reports need no more than this of it. */
const LONGEST = 64;

/**
 * Names for the links of one mail, each unlike the others: the words given, or of a URL the last part of its path that is
 * written out. The second of one name is `shop-2`.
 */
export function createLinkNames(): (nameOrUrl: string) => string {
  const used = new Map<string, number>();
  return (nameOrUrl) => {
    const plain = wordsOf(nameOrUrl)
      .replace(/[^A-Za-z0-9_-]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, LONGEST);
    const name = plain === '' ? 'link' : plain;
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    return count === 1 ? name : `${name}-${count}`;
  };
}

function wordsOf(nameOrUrl: string): string {
  const [, path] = /^https?:\/\/[^/?#]*([^?#]*)/i.exec(nameOrUrl) ?? [];
  // A link that a slot holds is called as the slot is: `{{ event.url }}` event-url.
  if (path === undefined) return nameOrUrl.replace(/\|[^}]*/g, '');
  const parts = path
    .replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, '')
    .split('/')
    .filter((part) => part !== '');
  return parts.at(-1) ?? 'home';
}
