import type { Text } from './en.ts';

/** An arm of a comparison: a variant by its name, the others in words. */
export function showArm(arm: string, text: Text): string {
  const words: Readonly<Record<string, string>> = text.campaign.armName;
  return words[arm] ?? arm;
}
