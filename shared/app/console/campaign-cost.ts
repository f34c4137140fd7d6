import type { Rules } from '../../domain/rules.ts';
import { textCost } from '../../domain/text/text-cost.ts';

/** What the messages of one channel cost; texts by the country of the number, where that is on record. */
export interface ChannelCost {
  readonly channel: 'email' | 'sms';
  /** ISO 3166-1 alpha-2, of texts. */
  readonly country?: string;
  /** E-mails, or parts of text messages. */
  readonly billed: number;
  /** In units of the shop's currency. */
  readonly cost: number;
}

type CostRules = Pick<Rules, 'shop' | 'sending' | 'texts'>;

/**
 * The cost of a campaign's messages by channel, and of texts by country, at the prices that hold now; channels that were not used are
 * left out. `billed` is by channel, or "sms/" and a country.
 */
export function costOf(
  billed: Readonly<Record<string, number>>,
  rules: CostRules,
  isPromotional = true,
): readonly ChannelCost[] {
  const lines = Object.entries(billed).flatMap(([of, count]): readonly ChannelCost[] => {
    const [channel, country] = of.split('/');
    if (count <= 0) return [];
    if (channel === 'email') return [{ channel, billed: count, cost: count * rules.sending.costs.email }];
    if (channel !== 'sms') return [];
    const cost = textCost({ parts: count, country, isPromotional }, rules);
    return [{ channel, ...(country !== undefined && { country }), billed: count, cost }];
  });
  return lines.toSorted((one, other) => rankOf(one) - rankOf(other) || other.billed - one.billed);
}

const rankOf = ({ channel }: ChannelCost): number => (channel === 'email' ? 0 : 1);
