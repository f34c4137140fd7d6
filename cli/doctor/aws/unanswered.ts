import type { Finding } from '../finding.ts';
import type { Answer } from './answer.ts';

/** The finding for what AWS did not tell; it stands for no more than that. */
export function unanswered(
  name: string,
  answer: Exclude<Answer<unknown>, { status: 'told' } | { status: 'absent' }>,
): Finding {
  switch (answer.status) {
    case 'denied':
      return {
        name,
        status: 'missing',
        detail: `not known: these credentials may not ask. Allow the action ${answer.action} (it reads only).`,
      };
    case 'unauthenticated':
      return {
        name,
        status: 'missing',
        detail: `not known: AWS does not take the credentials (${answer.code})`,
      };
    case 'failed':
      return {
        name,
        status: 'missing',
        detail: `not known: AWS did not answer (${answer.code}). Try again.`,
      };
  }
}
