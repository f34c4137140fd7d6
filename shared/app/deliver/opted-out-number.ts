import type { Instant } from '../../domain/instant.ts';
import type { SendOutcome, Write } from '../../ports.ts';
import { addressHash } from '../suppression/address-hash.ts';
import { suppress } from '../suppression/suppression.ts';
import type { Outgoing } from './plan-delivery.ts';

/** As AWS End User Messaging says that a number stands on its own list of those who wrote STOP. */
const OPTED_OUT = 'DESTINATION_PHONE_NUMBER_OPTED_OUT';

/** Suppresses a number that the provider knows to have opted out, so that no other message to it is even tried; nothing otherwise. */
export function noteOptedOutNumber(
  outcome: SendOutcome | { readonly status: 'uncertain' },
  message: Outgoing,
  linkSecret: string,
  now: Instant,
): readonly Write[] {
  if (message.channel !== 'sms' || outcome.status !== 'rejected' || !outcome.reason.includes(OPTED_OUT))
    return [];
  return [suppress('sms', addressHash(linkSecret, 'sms', message.text.to), 'opted-out', now)];
}
