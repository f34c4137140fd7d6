import type { EventRules } from './event-rules.ts';
import type { MailAccount } from './mail-account.ts';
import type { SecretNames } from './secret-names.ts';
import type { TextAccount } from './text-account.ts';

/** What `doctor` asks of AWS, in one account and region. */
export interface AwsSide {
  readonly region: string;
  readonly mail: MailAccount;
  readonly texts: TextAccount;
  readonly rules: EventRules;
  readonly secrets: SecretNames;
}
