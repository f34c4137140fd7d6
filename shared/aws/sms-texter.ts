import {
  PinpointSMSVoiceV2Client,
  type PinpointSMSVoiceV2ClientConfig,
  SendTextMessageCommand,
  type SendTextMessageCommandInput,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { TexterSettings } from '../platform.ts';
import type { OutgoingText, SendOutcome, Texter } from '../ports.ts';
import { awsError, awsFaultOf } from './aws-error.ts';
import { isTextRejection } from './text-refusals.ts';

/** What AWS takes as `TimeToLive`, in seconds. */
const SHORTEST_LIFE = 5;
const LONGEST_LIFE = 259_200;

/** No connection was ever made, so nothing was handed over. */
const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/**
 * What an error tells of the text; undefined where it may have been taken. Any other answer of the kind "your fault" (4xx:
 * throttled, spend limit reached, an identity not there or not active, no permission) is about the account and not the text,
 * so the same text may go once that is mended. Messages can quote the number, so only codes are kept.
 */
function outcomeOf(cause: unknown): SendOutcome | undefined {
  const { code, status } = awsFaultOf(cause);
  const why = reasonOf(cause);
  const reason = why === undefined ? code : `${code}: ${why}`;
  if (UNREACHABLE.has(code)) return { status: 'throttled', reason };
  const isRejection = why === undefined ? code === 'ValidationException' : isTextRejection(why);
  if (isRejection) return { status: 'rejected', reason };
  if (code === 'ThrottlingException') return { status: 'throttled', reason, limit: 'rate' };
  if (status !== undefined && status >= 400 && status < 500 && status !== 408)
    return { status: 'throttled', reason };
  return undefined;
}

function reasonOf(cause: unknown): string | undefined {
  if (typeof cause !== 'object' || cause === null || !('Reason' in cause)) return undefined;
  return typeof cause.Reason === 'string' ? cause.Reason : undefined;
}

/**
 * AWS End User Messaging, by SendTextMessage. `send` throws `TEXT.UNCERTAIN` where AWS may have taken the text: a timeout, a
 * broken connection, a server error.
 *
 * The client never retries by itself (one attempt): there is no idempotency token, so after a timeout that would send the
 * text twice.
 */
export function createSmsTexter(
  settings: TexterSettings,
  connection: PinpointSMSVoiceV2ClientConfig = {},
): Texter {
  const { originationIdentity, countryIdentities, configurationSet, protectConfiguration, maxPrice } =
    settings;
  if (originationIdentity === undefined) {
    const reason = 'no origination identity is set for texts';
    return { send: async () => ({ status: 'rejected', reason }) };
  }
  const client = new PinpointSMSVoiceV2Client({ ...connection, maxAttempts: 1 });
  return {
    async send({ to, body, isPromotional, tags, timeToLiveSeconds, country, registration }) {
      const command = new SendTextMessageCommand({
        DestinationPhoneNumber: to,
        OriginationIdentity: (country && countryIdentities?.[country]) || originationIdentity,
        MessageBody: body,
        MessageType: isPromotional ? 'PROMOTIONAL' : 'TRANSACTIONAL',
        ConfigurationSetName: configurationSet,
        ProtectConfigurationId: protectConfiguration,
        MaxPrice: maxPrice,
        TimeToLive: Math.min(LONGEST_LIFE, Math.max(SHORTEST_LIFE, Math.floor(timeToLiveSeconds))),
        Context: { ...tags },
        ...(registration !== undefined && { DestinationCountryParameters: parametersOf(registration) }),
      });
      try {
        const { MessageId } = await client.send(command);
        if (MessageId === undefined) throw new Error('The answer has no MessageId.');
        return { status: 'sent', providerMessageId: MessageId };
      } catch (cause) {
        const outcome = outcomeOf(cause);
        if (outcome) return outcome;
        throw awsError('TEXT.UNCERTAIN', 'learn whether AWS took a text', cause);
      }
    },
  };
}

/** Only India has such parameters. */
const parametersOf = ({
  entityId,
  templateId,
}: NonNullable<
  OutgoingText['registration']
>): SendTextMessageCommandInput['DestinationCountryParameters'] => ({
  IN_ENTITY_ID: entityId,
  ...(templateId !== undefined && { IN_TEMPLATE_ID: templateId }),
});
