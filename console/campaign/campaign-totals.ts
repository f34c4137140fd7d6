import type { MessageReport } from '../../shared/app/console/message-report.ts';
import type { CampaignReport } from '../../shared/app/console/read-campaign.ts';

/** A campaign's figures over all arms and steps. */
export interface CampaignTotals {
  readonly entered: number;
  /** Held out or in the control group. */
  readonly heldOut: number;
  readonly requested: number;
  readonly sent: number;
  readonly opened: number;
  readonly clicked: number;
  readonly converted: number;
  /** Put down to its messages, and their value in minor units. */
  readonly orders: number;
  readonly revenueMinor: number;
  /** In units of the shop's currency. */
  readonly cost: number;
}

/** Adds a campaign's figures up. */
export function totalsOf({ arms, messages, costs }: CampaignReport): CampaignTotals {
  const isHeldOut = (arm: string): boolean => arm === 'holdout' || arm === 'control';
  const treated = arms.filter(({ arm }) => !isHeldOut(arm));
  const messageSum = (of: (message: MessageReport) => number): number =>
    messages.reduce((sum, message) => sum + of(message), 0);
  return {
    entered: treated.reduce((sum, { customers }) => sum + customers, 0),
    heldOut: arms.reduce((sum, { arm, customers }) => sum + (isHeldOut(arm) ? customers : 0), 0),
    requested: messageSum(({ requested }) => requested),
    sent: messageSum(({ outcomes }) => outcomes.sent),
    opened: messageSum(({ opened }) => opened),
    clicked: messageSum(({ clicked }) => clicked),
    converted: treated.reduce((sum, { converted }) => sum + converted, 0),
    orders: messageSum(({ orders }) => orders),
    revenueMinor: messageSum(({ revenueMinor }) => revenueMinor),
    cost: costs.reduce((sum, { cost }) => sum + cost, 0),
  };
}
