/** The last code point: greater than any text that goes on from a prefix. */
const AFTER_ALL = '\u{10ffff}';

/** What all texts that begin with `prefix` sort before, and all greater ones not. */
export const prefixEnd = (prefix: string): string => `${prefix}${AFTER_ALL}`;
