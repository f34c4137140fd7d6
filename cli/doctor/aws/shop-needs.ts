import type { WarmUpRules } from '../../../shared/domain/reputation/warm-up.ts';
import type { Rules } from '../../../shared/domain/rules.ts';

/** What a shop's files ask of the account that they are deployed to. */
export interface ShopNeeds {
  /** The campaigns that let customers in at a pace of their own. */
  readonly paces: readonly {
    readonly campaign: string;
    readonly perMinute?: number;
    readonly perDay?: number;
  }[];
  /** Absent where a new domain is not got known step by step. */
  readonly warmUp?: { readonly rules: WarmUpRules; readonly timeZone: string };
  /** The campaigns that may send texts. */
  readonly textCampaigns: readonly string[];
  /** The secrets that webhooks are signed with, as the endpoints' files name them. */
  readonly secrets: readonly string[];
}

/** Reads it out of the rules. */
export function shopNeeds({ campaigns, shop, delivery, endpoints = [] }: Rules): ShopNeeds {
  const paced = campaigns.filter(({ pace }) => pace.perMinute !== undefined || pace.perDay !== undefined);
  const texting = campaigns.filter(({ steps }) =>
    steps.some(
      (step) =>
        step.kind === 'send' &&
        [step, ...step.variations].some(({ channels = [] }) => channels.includes('sms')),
    ),
  );
  return {
    paces: paced.map(({ name, pace }) => ({ campaign: name, ...pace })),
    ...(delivery?.warmUp && { warmUp: { rules: delivery.warmUp, timeZone: shop.timeZone } }),
    textCampaigns: texting.map(({ name }) => name),
    secrets: [...new Set(endpoints.map(({ secret }) => secret))],
  };
}
