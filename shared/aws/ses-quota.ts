import { GetSendQuotaCommand, type SESClient } from '@aws-sdk/client-ses';
import type { Clock, SendQuota } from '../ports.ts';
import { awsError } from './aws-error.ts';

/** SES answers GetSendQuota once a second for the whole account; a minute leaves that to everybody else. */
const FRESH_MS = 60_000;
/** SES's word for "as many as you like". */
const UNLIMITED = -1;

/**
 * What the account may send (GetSendQuota), asked for once a minute at most by one process, however many want to know.
 * Throws `MAIL.QUOTA_UNREADABLE`; the next call asks anew.
 */
export function createSesQuota(client: SESClient, clock: Clock): () => Promise<SendQuota> {
  let latest: { readonly at: number; readonly quota: Promise<SendQuota> } | undefined;

  async function ask(): Promise<SendQuota> {
    try {
      const answer = await client.send(new GetSendQuotaCommand({}));
      const { MaxSendRate: perSecond, Max24HourSend: perDay, SentLast24Hours: sentLastDay = 0 } = answer;
      if (perSecond === undefined || perDay === undefined) throw new Error('The answer has no quota.');
      return { perSecond, ...(perDay !== UNLIMITED && { perDay }), sentLastDay };
    } catch (cause) {
      latest = undefined;
      throw awsError('MAIL.QUOTA_UNREADABLE', 'learn what the SES account may send', cause);
    }
  }

  return async () => {
    const now = clock.now();
    if (latest === undefined || now - latest.at >= FRESH_MS) latest = { at: now, quota: ask() };
    return await latest.quota;
  };
}
