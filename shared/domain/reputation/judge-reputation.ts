import type { MailTally } from './mail-tally.ts';
import type { ReputationRules } from './reputation-rules.ts';

type ReputationRate = 'bounces' | 'complaints';

/** A rate at or above its threshold. */
export interface Exceedance {
  readonly rate: ReputationRate;
  /** Share of the mails, 0 to 1. */
  readonly value: number;
  readonly threshold: number;
  /** Mails sent in the window. */
  readonly messages: number;
  /** How many of them bounced, or were complained of. */
  readonly count: number;
}

/** What one campaign sent in its window. */
export interface CampaignMail {
  readonly campaign: string;
  /** Only promotion is paused: people wait for the rest. */
  readonly isPromotional: boolean;
  readonly tally: MailTally;
}

export interface ReputationJudgement {
  /** Of all mails together. */
  readonly shop: readonly Exceedance[];
  readonly campaigns: readonly {
    readonly campaign: string;
    readonly over: readonly [Exceedance, ...Exceedance[]];
    readonly isToPause: boolean;
  }[];
}

type Minimum = Pick<ReputationRules, 'atLeast' | 'atLeastOfKind'>;

/** What counts where the mean of all campaigns is over: then at least one of them is, however few mails it sent. */
const ANY: Minimum = { atLeast: 1, atLeastOfKind: 1 };

/** The rates of a tally that are over their thresholds; none below the minimum. A bounce and a complaint count once for each mail. */
export function ratesOver(
  { mailed, bounced, complained }: MailTally,
  { bounceRate, complaintRate }: Pick<ReputationRules, 'bounceRate' | 'complaintRate'>,
  { atLeast, atLeastOfKind }: Minimum,
): readonly Exceedance[] {
  const kinds = [
    { rate: 'bounces', count: bounced, threshold: bounceRate },
    { rate: 'complaints', count: complained, threshold: complaintRate },
  ] as const;
  if (mailed < atLeast) return [];
  return kinds
    .filter(({ count, threshold }) => count >= atLeastOfKind && count / mailed >= threshold)
    .map(({ rate, count, threshold }) => ({
      rate,
      value: count / mailed,
      threshold,
      messages: mailed,
      count,
    }));
}

/** Judges all mails together and each campaign's own. Where all together are over, no campaign is too small to be judged. */
export function judgeReputation(
  total: MailTally,
  campaigns: readonly CampaignMail[],
  rules: ReputationRules,
): ReputationJudgement {
  const shop = ratesOver(total, rules, rules);
  const isOver = (rate: ReputationRate) => shop.some((exceedance) => exceedance.rate === rate);
  return {
    shop,
    campaigns: campaigns.flatMap(({ campaign, isPromotional, tally }) => {
      const own = ratesOver(tally, rules, rules);
      const small = ratesOver(tally, rules, ANY).filter(
        ({ rate }) => isOver(rate) && own.every((exceedance) => exceedance.rate !== rate),
      );
      const [first, ...others] = [...own, ...small];
      if (first === undefined) return [];
      return [{ campaign, over: [first, ...others], isToPause: isPromotional && rules.pauses }];
    }),
  };
}
