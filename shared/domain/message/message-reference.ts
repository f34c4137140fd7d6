import type { Channel } from '../channel.ts';

/** Tells one message from every other: whose it is, and which step of which entry into which campaign asked for it. */
export interface MessageReference {
  /** The shop's own id of the customer, no address and no name. */
  readonly customerId: string;
  readonly campaign: string;
  readonly step: string;
  readonly occurrence: string;
  readonly channel: Channel;
}
