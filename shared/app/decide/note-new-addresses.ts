import type { Channel } from '../../domain/channel.ts';
import type { Input } from '../../domain/customer/input.ts';
import type { Item } from '../../ports.ts';
import { type Contact, contactSchema, mergeContact } from '../contact.ts';
import type { InboundInput } from './inbound-message.ts';

const PART_OF_CHANNEL = { email: 'email', sms: 'phone' } as const satisfies Record<Channel, keyof Contact>;
const CHANNELS = ['email', 'sms'] as const;

/**
 * The inputs, those marked that bring the customer a new address: the state machine sees no address and could not know. The same
 * address once more, as shops send it with every change, is not new, nor is one that a later word has replaced already.
 */
export function noteNewAddresses(
  inbounds: readonly InboundInput[],
  stored: Item | undefined,
): readonly Input[] {
  if (inbounds.every(({ contact }) => contact === undefined)) return inbounds.map(({ input }) => input);
  let known: Contact = stored === undefined ? {} : contactSchema.parse(stored.body);
  return inbounds.map(({ input, contact }) => {
    if (contact === undefined || input.kind !== 'customer.updated') return input;
    const before = known;
    known = mergeContact(known, contact);
    const newAddresses = CHANNELS.filter((channel) => {
      const part = PART_OF_CHANNEL[channel];
      const earlier = before[part];
      const address = known[part]?.value ?? undefined;
      // The first one that is known takes no other's place.
      return earlier !== undefined && address !== undefined && address !== earlier.value;
    });
    return newAddresses.length === 0 ? input : { ...input, newAddresses };
  });
}
