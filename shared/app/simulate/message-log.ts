import type { Offer } from '../../domain/campaign/campaign-rules.ts';
import type { Channel } from '../../domain/channel.ts';
import type { Fact } from '../../domain/customer/fact.ts';
import type { Instant } from '../../domain/instant.ts';

export interface LoggedMessage {
  readonly campaign: string;
  readonly step: string;
  readonly at: Instant;
  readonly channel: Channel;
  readonly template: string;
  readonly offer?: Offer;
}

/** By customer, in order of time. */
export type LoggedMessages = ReadonlyMap<string, readonly LoggedMessage[]>;

/** Every message of a run. */
export class MessageLog {
  readonly byCustomer = new Map<string, LoggedMessage[]>();

  add(customerId: string, facts: readonly Fact[]): void {
    for (const fact of facts) {
      if (fact.kind !== 'message.requested') continue;
      const { campaign, step, at, channel, template, offer } = fact;
      const message = { campaign, step, at, channel, template, ...(offer !== undefined && { offer }) };
      const known = this.byCustomer.get(customerId);
      if (known === undefined) this.byCustomer.set(customerId, [message]);
      else known.push(message);
    }
  }
}
