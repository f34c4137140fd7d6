import type { AttributeValue } from '../customer/attribute-value.ts';

/** The attributes that templates may show: a blank text says nothing and counts as one that is missing, as it does elsewhere in a message. */
export const shownAttributes = (
  attributes: Readonly<Record<string, AttributeValue>>,
): Readonly<Record<string, AttributeValue>> =>
  Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => typeof value !== 'string' || value.trim() !== ''),
  );
