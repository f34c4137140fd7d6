import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient } from '@aws-sdk/client-ses';
import type { Finding } from '../finding.ts';
import type { AwsSide } from './aws-side.ts';
import { createEventRules } from './event-rules.ts';
import { createSecretNames } from './secret-names.ts';
import { createSesMailAccount } from './ses-mail-account.ts';
import { createSmsTextAccount } from './sms-text-account.ts';

export interface Connection {
  /** Absent: what the SDK finds (AWS_REGION, the profile). */
  readonly region?: string;
  /** Absent: AWS. Everything is asked there. */
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A check that a person waits for: rather an answer soon than at last. */
const PATIENCE = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
} as const;

/** The clients of the SDK, where there are a region and credentials; or else what to set. */
export async function connectAws(
  connection: Connection,
): Promise<{ readonly aws: AwsSide } | { readonly fault: Finding }> {
  const config = { ...connection, ...PATIENCE };
  const ses = new SESClient(config);
  const region = await ses.config.region().catch(() => undefined);
  if (region === undefined) {
    const detail = 'none is set. Give --region, put "region" into the settings, or set AWS_REGION.';
    return { fault: { name: 'AWS region', status: 'broken', detail } };
  }
  const hasCredentials = await ses.config.credentials().then(
    () => true,
    () => false,
  );
  if (!hasCredentials) {
    const detail =
      'the SDK finds none. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or log in with aws sso login or aws login.';
    return { fault: { name: 'AWS credentials', status: 'broken', detail } };
  }
  const endpoint = connection.endpoint ?? process.env.AWS_ENDPOINT_URL_SESV2 ?? process.env.AWS_ENDPOINT_URL;
  return {
    aws: {
      region,
      mail: createSesMailAccount(ses, endpoint),
      texts: createSmsTextAccount(new PinpointSMSVoiceV2Client(config)),
      rules: createEventRules(new EventBridgeClient(config)),
      secrets: createSecretNames(new SecretsManagerClient(config)),
    },
  };
}
