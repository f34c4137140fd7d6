import type { AttributeValue } from '../customer/attribute-value.ts';

const MENTION = /\bcustomer\.attributes(?:\.([A-Za-z]\w*)|\[\s*["']([A-Za-z]\w*)["']\s*\])/g;

/** Up to a name in an output where the address of a link or picture begins, perhaps after tags and other outputs. */
const OPENS_LINK = /\b(?:href|src)\s*=\s*["'](?:\s|\{%[^%]*%\}|\{\{[^}]*\}\})*\{\{[^|}]*$/i;

/** A number for every attribute of the customer that a template mentions, or a web address where a link begins with it. */
export function sampleAttributes(template: string): Readonly<Record<string, AttributeValue>> {
  const samples: Record<string, AttributeValue> = {};
  for (const { 1: plain, 2: quoted = '', index } of template.matchAll(MENTION)) {
    const name = plain ?? quoted;
    const isLink = OPENS_LINK.test(template.slice(Math.max(0, index - 400), index));
    if (isLink) samples[name] = 'https://example.com/sample';
    else samples[name] ??= 120;
  }
  return samples;
}
