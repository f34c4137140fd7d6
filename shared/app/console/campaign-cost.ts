import type { SendingRules } from '../../domain/campaign/sending-rules.ts';

/** What the messages of one channel cost. */
export interface ChannelCost {
  readonly channel: 'email' | 'sms';
  /** E-mails, or parts of text messages. */
  readonly billed: number;
  /** In units of the shop's currency. */
  readonly cost: number;
}

/** The cost of messages by channel, at the prices that the shop gives now; channels that were not used are left out. */
export const costOf = (
  billed: Readonly<Record<string, number>>,
  { costs }: Pick<SendingRules, 'costs'>,
): readonly ChannelCost[] =>
  (['email', 'sms'] as const)
    .map((channel) => ({ channel, billed: billed[channel] ?? 0 }))
    .filter((line) => line.billed > 0)
    .map((line) => ({ ...line, cost: line.billed * costs[line.channel] }));
