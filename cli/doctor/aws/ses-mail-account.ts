import type { SESClient } from '@aws-sdk/client-ses';
import {
  configurationSetSchema,
  eventDestinationsSchema,
  type MailAccount,
  sesAccountSchema,
  sesIdentitySchema,
} from './mail-account.ts';
import { createSesV2 } from './ses-v2.ts';

/** The account as SES has it; `endpoint` is another than that of the client's region. */
export function createSesMailAccount(client: SESClient, endpoint?: string): MailAccount {
  const read = createSesV2(client, endpoint);
  return {
    account: async () => await read(['account'], sesAccountSchema, 'ses:GetAccount'),
    identity: async (domain) => await read(['identities', domain], sesIdentitySchema, 'ses:GetEmailIdentity'),
    configurationSet: async (name) =>
      await read(['configuration-sets', name], configurationSetSchema, 'ses:GetConfigurationSet'),
    async eventDestinations(name) {
      const answer = await read(
        ['configuration-sets', name, 'event-destinations'],
        eventDestinationsSchema,
        'ses:GetConfigurationSetEventDestinations',
      );
      return answer.status === 'told' ? { ...answer, value: answer.value.EventDestinations } : answer;
    },
  };
}
