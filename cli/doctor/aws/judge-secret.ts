import type { Finding } from '../finding.ts';
import type { Answer } from './answer.ts';
import { unanswered } from './unanswered.ts';

/** Whether a secret that signs webhooks is there. */
export function judgeSecret(secret: string, answer: Answer<{ readonly isBeingDeleted: boolean }>): Finding {
  const name = `Secret ${secret}`;
  if (answer.status === 'absent') {
    const mend = [
      `aws secretsmanager create-secret --name ${secret} --secret-string "whsec_$(openssl rand -base64 32)"`,
    ];
    return { name, status: 'broken', detail: 'is not there, so its webhooks wait. To make:', mend };
  }
  if (answer.status !== 'told') return unanswered(name, answer);
  if (answer.value.isBeingDeleted) {
    const mend = [`aws secretsmanager restore-secret --secret-id ${secret}`];
    return { name, status: 'broken', detail: 'is about to be deleted. To keep it:', mend };
  }
  return { name, status: 'ok', detail: 'is there' };
}
