import type { Deliverability } from '../../shared/app/reputation/read-deliverability.ts';
import { isTrouble } from '../../shared/app/reputation/reputation-standing.ts';
import { troubleLine } from '../../shared/app/reputation/trouble-line.ts';

/** How the sending reputation and the warm-up stand, for a person; nothing where there is nothing to say. */
export function deliverabilityLines(deliverability: Deliverability | undefined): readonly string[] {
  if (deliverability === undefined) return [];
  const { reputation, warmUp } = deliverability;
  const lines = isTrouble(reputation) ? [troubleLine(reputation)] : [];
  if (warmUp !== undefined) {
    const { day, mails, left } = warmUp;
    const room = `${left.toLocaleString('en')} of ${mails.toLocaleString('en')} promotional mails left today`;
    lines.push(`Day ${day} of the warm-up: ${room}.`);
  }
  return lines.length === 0 ? [] : ['', ...lines];
}
