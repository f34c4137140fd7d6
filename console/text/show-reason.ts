import type { Text } from './en.ts';

/** Why a message was suppressed, in words; a reason of another release is shown by its name. */
export function showReason(reason: string, text: Text): string {
  const words: Readonly<Record<string, string>> = text.reason;
  return words[reason] ?? reason;
}
