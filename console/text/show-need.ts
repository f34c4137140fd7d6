import type { Text } from './en.ts';

/** A class of need in words; one of another release is shown by its name. */
export function showNeed(need: 'price' | 'novelty', value: string, text: Text): string {
  const words: Readonly<Record<string, string>> = text[need];
  return words[value] ?? value;
}
