import type { RetentionRules } from '../domain/retention-rules.ts';
import { retentionFileSchema } from './files/retention-file.ts';
import type { ShopProblems } from './shop-problems.ts';

/** Reads retention.yaml; undefined, with the problems added, where something is wrong. */
export function readRetention(problems: ShopProblems): RetentionRules | undefined {
  const file = problems.readOptional('retention.yaml', retentionFileSchema);
  if (file === undefined) return undefined;
  const { journal, messages, misses, idleProspects, mailbox } = file.value;
  return {
    missDays: misses,
    ...(journal !== undefined && { journalDays: journal }),
    ...(messages !== undefined && { messageDays: messages }),
    ...(idleProspects !== undefined && { idleProspectDays: idleProspects }),
    ...(mailbox !== undefined && { mailboxDays: mailbox }),
  };
}
