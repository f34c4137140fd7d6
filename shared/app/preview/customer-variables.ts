import type { Offer } from '../../domain/campaign/campaign-rules.ts';
import type { EventData } from '../../domain/customer/event-data.ts';
import type { MessageVariables } from '../../domain/message/message-variables.ts';
import { PerennialError } from '../../perennial-error.ts';
import { contactSchema } from '../contact.ts';
import { decodeState } from '../decide/state-document.ts';
import { createMessageValues } from '../deliver/message-values.ts';
import { contactKey, stateKey } from '../item-keys.ts';
import { recommendForCustomer } from '../recommend/recommend-for-customer.ts';
import type { PreviewSources } from './preview-sources.ts';

interface Shown {
  readonly template: string;
  readonly offer: Offer;
  readonly event: EventData;
}

interface CustomerValues {
  readonly variables: MessageVariables;
  readonly locale: string;
  /** ISO 3166-1 alpha-2; empty where not known. */
  readonly country: string;
}

/** What delivery would show one customer now, but for links that work. Throws `CONSOLE.UNKNOWN_CUSTOMER`. */
export async function customerVariables(
  customerId: string,
  { template, offer, event }: Shown,
  { rules, templates, table, clock }: PreviewSources,
): Promise<CustomerValues> {
  const [stored, contact] = await table.getMany([stateKey(customerId), contactKey(customerId)]);
  if (stored === undefined)
    throw new PerennialError('CONSOLE.UNKNOWN_CUSTOMER', {
      message: 'No customer has this id. Ids are compared letter by letter, as the shop sent them.',
    });
  const state = decodeState(customerId, stored.body);
  const now = clock.now();
  const valuesFor = createMessageValues({
    templates,
    linkSecret: 'preview',
    publicUrl: 'https://example.com',
  });
  const variables = await valuesFor({
    order: {
      customerId,
      campaign: 'preview',
      step: 'preview',
      occurrence: 'preview',
      channel: 'email',
      template,
      isPromotional: true,
      offer,
      entry: event,
      requestedAt: now,
      expiresAt: now,
    },
    state,
    contact: contact === undefined ? {} : contactSchema.parse(contact.body),
    rules,
    address: '',
    now,
    recommend: (count) => recommendForCustomer(state, count, table),
  });
  const { locale, country } = state.profile;
  return { variables, locale: locale?.value ?? rules.shop.locale, country: country?.value ?? '' };
}
