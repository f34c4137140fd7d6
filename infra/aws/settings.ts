import * as z from 'zod';
import { PerennialError } from '../../shared/perennial-error.ts';
import { textSettingsSchema } from './text-settings.ts';

/** What CloudWatch Logs accepts as `RetentionInDays`, up to ten years. */
const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** A closed set: resources are named after the stage, and what production keeps depends on it. */
export const stageSchema = z.enum(['dev', 'staging', 'prod'], 'must be "dev", "staging" or "prod"');

const domainMessage = 'must be a domain name of your own in lower case, such as "shop.example"';
const senderMessage = 'must be one e-mail address in lower case without a name, such as "hello@shop.example"';
const archiveMessage = 'must be a whole number of days from 1 to 3650';
const accountMessage = 'must be the 12 digits of an AWS account, in quotes';
const regionMessage = 'must be an AWS region such as "eu-central-1"';
const concurrencyMessage = 'must be a whole number from 2 to 1000 (Lambda takes no less than 2)';

const shareMessage = 'must be a part from 0.01 to 1, such as 0.9; 1 leaves no room for clocks that differ';

const domainPattern = /^(?=.{4,200}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;

const addressSchema = z
  .email(senderMessage)
  .max(254, senderMessage)
  .refine((address) => address === address.toLowerCase(), senderMessage);

const mailShape = {
  /** The domain that SES signs for (DKIM). */
  domain: z.string(domainMessage).regex(domainPattern, domainMessage),
  /** The From address of every mail. Nothing else may be sent from. */
  senderAddress: addressSchema,
};

const isWithin = (address: string, domain: string): boolean => {
  const host = address.slice(address.lastIndexOf('@') + 1);
  return host === domain || host.endsWith(`.${domain}`);
};

const settingsSchema = z
  .strictObject({
    stage: stageSchema,
    ...mailShape,
    /** Where alarms are mailed to. Absent: the alarm topic has no subscriber. */
    alarmEmail: z.email('must be an e-mail address; leave it out for none').optional(),
    logRetentionDays: z
      .literal([...LOG_RETENTION_DAYS], `must be one of ${LOG_RETENTION_DAYS.join(', ')}`)
      .default(30),
    /** How long the bus's events can be replayed. */
    archiveDays: z.int(archiveMessage).min(1, archiveMessage).max(3650, archiveMessage).default(90),
    /** Absent: text messages are refused. */
    texts: textSettingsSchema.optional(),
    /** The part of the account's SES sending rate that is used; less where others send from the same account. */
    sendRateShare: z.number(shareMessage).min(0.01, shareMessage).max(1, shareMessage).default(0.9),
    /** How many `deliver` run at once; together they keep to the account's SES quota. */
    deliverConcurrency: z
      .int(concurrencyMessage)
      .min(2, concurrencyMessage)
      .max(1000, concurrencyMessage)
      .default(5),
    /** Absent: the account and region that the deployer's credentials name. */
    account: z
      .string(accountMessage)
      .regex(/^\d{12}$/, accountMessage)
      .optional(),
    region: z
      .string(regionMessage)
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, regionMessage)
      .optional(),
  })
  .refine(({ senderAddress, domain }) => isWithin(senderAddress, domain), {
    path: ['senderAddress'],
    error: 'must be at the domain in "domain" or below it, or the mail would not pass DMARC',
    // Zod skips a refinement where another field failed; this one needs no more than its own two.
    when: ({ value }) => z.object(mailShape).safeParse(value).success,
  });

export type Settings = z.infer<typeof settingsSchema>;

const describeIssue = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'unrecognized_keys') {
    const { shape } = issue.path.length > 0 ? textSettingsSchema : settingsSchema;
    const known = Object.keys(shape).filter((name) => name !== 'stage');
    return `${issue.keys.map((key) => `"${[...issue.path, key].join('.')}"`).join(', ')}: no such setting; remove it or write one of ${known.join(', ')}`;
  }
  const missing = issue.code.startsWith('invalid') && issue.input === undefined ? ' (it is missing)' : '';
  return `${issue.path.join('.')}: ${issue.message}${missing}`;
};

/**
 * What one deployment is made from. `where` names the source of `input` in the message.
 * Throws `AWS.SETTINGS`, which names every bad setting and what it has to be.
 */
export function parseSettings(input: unknown, where = 'The settings'): Settings {
  const parsed = settingsSchema.safeParse(input, { reportInput: true });
  if (parsed.success) {
    return parsed.data;
  }
  const problems = new Set(parsed.error.issues.map((issue) => `  ${describeIssue(issue)}`));
  throw new PerennialError('AWS.SETTINGS', {
    message: [`${where} cannot be used:`, ...problems].join('\n'),
    details: { settings: parsed.error.issues.map((issue) => issue.path.join('.')) },
  });
}
