import * as z from 'zod';
import type { Answer } from './answer.ts';

const words = z.array(z.string()).readonly();

/** GetAccount of SES, API version 2. */
export const sesAccountSchema = z.object({
  SendingEnabled: z.boolean(),
  /** False: the sandbox. */
  ProductionAccessEnabled: z.boolean(),
  /** HEALTHY, PROBATION (under review) or SHUTDOWN (paused by AWS). */
  EnforcementStatus: z.string().optional(),
  /** Mails in 24 hours (-1: without limit) and in a second. */
  SendQuota: z
    .object({
      Max24HourSend: z.number(),
      MaxSendRate: z.number(),
      SentLast24Hours: z.number().default(0),
    })
    .optional(),
  SuppressionAttributes: z.object({ SuppressedReasons: words.default([]) }).optional(),
  /** The request for production access: PENDING, FAILED, GRANTED or DENIED. */
  Details: z.object({ ReviewDetails: z.object({ Status: z.string().optional() }).optional() }).optional(),
});

/** GetEmailIdentity. */
export const sesIdentitySchema = z.object({
  VerifiedForSendingStatus: z.boolean(),
  VerificationInfo: z.object({ ErrorType: z.string().optional() }).optional(),
  DkimAttributes: z
    .object({
      SigningEnabled: z.boolean(),
      /** PENDING, SUCCESS, FAILED, TEMPORARY_FAILURE or NOT_STARTED. */
      Status: z.string(),
      /** Three labels of CNAME records, or the one selector of a key of the owner's. */
      Tokens: words.default([]),
      /** EXTERNAL: a key of the owner's. */
      SigningAttributesOrigin: z.string().optional(),
      SigningHostedZone: z.string().optional(),
      CurrentSigningKeyLength: z.string().optional(),
    })
    .optional(),
  MailFromAttributes: z
    .object({
      MailFromDomain: z.string().default(''),
      MailFromDomainStatus: z.string().optional(),
      BehaviorOnMxFailure: z.string().optional(),
    })
    .optional(),
  ConfigurationSetName: z.string().optional(),
});

/** GetConfigurationSet. */
export const configurationSetSchema = z.object({
  SendingOptions: z.object({ SendingEnabled: z.boolean() }).optional(),
  DeliveryOptions: z.object({ TlsPolicy: z.string().optional() }).optional(),
  SuppressionOptions: z.object({ SuppressedReasons: words.default([]) }).optional(),
});

/** GetConfigurationSetEventDestinations. */
export const eventDestinationsSchema = z.object({
  EventDestinations: z
    .array(
      z.object({
        Enabled: z.boolean().default(false),
        MatchingEventTypes: words,
        EventBridgeDestination: z.object({ EventBusArn: z.string() }).optional(),
      }),
    )
    .readonly()
    .default([]),
});

export type SesAccount = z.infer<typeof sesAccountSchema>;
export type SesIdentity = z.infer<typeof sesIdentitySchema>;
export type ConfigurationSet = z.infer<typeof configurationSetSchema>;
export type EventDestinations = z.infer<typeof eventDestinationsSchema>['EventDestinations'];

/** What SES knows of the account, in its region. */
export interface MailAccount {
  account(): Promise<Answer<SesAccount>>;
  identity(domain: string): Promise<Answer<SesIdentity>>;
  configurationSet(name: string): Promise<Answer<ConfigurationSet>>;
  eventDestinations(configurationSet: string): Promise<Answer<EventDestinations>>;
}
