import { SESClient, type SESClientConfig, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { Mailer, OutgoingMail, SendOutcome } from '../ports.ts';
import { type AwsFault, awsError, awsFaultOf } from './aws-error.ts';
import { createSesQuota } from './ses-quota.ts';

/** SES found fault with this mail or its addresses, and would again. */
const REJECTIONS = new Set(['MessageRejected', 'InvalidParameterValue']);

/**
 * SES writes the Feedback-ID by which Gmail's Postmaster Tools group complaints, and takes its first two fields from these tags.
 * A header of one's own would be a second one, and Gmail wants exactly one.
 */
const feedbackTags = ({ campaign, step }: OutgoingMail['tags']): OutgoingMail['tags'] => ({
  ...(campaign !== undefined && { 'ses:feedback-id-a': campaign }),
  ...(step !== undefined && { 'ses:feedback-id-b': step }),
});

/** No connection was ever made, so nothing was handed over. */
const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** SES quotes addresses; a reason is kept, so it has none. */
const withoutAddresses = (message: string): string => message.replaceAll(/\S+@\S+/g, '(address)');

/** SES says only in words which of its two limits a mail would have gone over. */
function limitOf(code: string, message: string): 'rate' | 'daily' | undefined {
  if (!code.startsWith('Throttling')) return undefined;
  return /daily/i.test(message) ? 'daily' : 'rate';
}

/**
 * What an error of SES tells of the mail; undefined where it may have been taken. Every other answer of the kind "your
 * fault" (4xx: throttled, out of quota, sending paused, a domain or a configuration set not there, no permission) is
 * about the account and not the mail, so the same mail may go once that is mended.
 */
function outcomeOf({ code, message, status }: AwsFault): SendOutcome | undefined {
  const reason = `${code}: ${withoutAddresses(message)}`;
  if (REJECTIONS.has(code)) return { status: 'rejected', reason };
  if (UNREACHABLE.has(code)) return { status: 'throttled', reason: code };
  const limit = limitOf(code, message);
  if (limit !== undefined) return { status: 'throttled', reason, limit };
  if (status !== undefined && status >= 400 && status < 500 && status !== 408) {
    return { status: 'throttled', reason };
  }
  return undefined;
}

/**
 * Amazon SES, by SendRawEmail. `send` throws `MAIL.UNCERTAIN` where SES may have taken the mail: a timeout, a broken
 * connection, a server error.
 *
 * The client never retries by itself (one attempt): after a timeout that would send the mail twice.
 */
export function createSesMailer(configurationSet: string, connection: SESClientConfig = {}): Mailer {
  const client = new SESClient({ ...connection, maxAttempts: 1 });
  return {
    async send({ from, to, raw, tags }) {
      const command = new SendRawEmailCommand({
        Source: from,
        Destinations: [to],
        RawMessage: { Data: raw },
        ConfigurationSetName: configurationSet,
        Tags: Object.entries({ ...tags, ...feedbackTags(tags) }).map(([Name, Value]) => ({ Name, Value })),
      });
      try {
        const { MessageId } = await client.send(command);
        if (MessageId === undefined) throw new Error('The answer has no MessageId.');
        return { status: 'sent', providerMessageId: MessageId };
      } catch (cause) {
        const outcome = outcomeOf(awsFaultOf(cause));
        if (outcome) return outcome;
        throw awsError('MAIL.UNCERTAIN', 'learn whether SES took a mail', cause);
      }
    },
    quota: createSesQuota(client, { now: () => Date.now() }),
  };
}
