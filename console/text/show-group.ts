import type { Text } from './en.ts';

/** A group of RFM scores by its usual name in the reader's language, or by the name that the shop gave it. */
export function showGroup(name: string | null, text: Text): string {
  if (name === null) return text.fact.noScore;
  const words: Readonly<Record<string, string>> = text.group;
  return words[name.toLowerCase().replaceAll(/[\s_]+/g, '-')] ?? name;
}
