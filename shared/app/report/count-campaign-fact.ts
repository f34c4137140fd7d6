import type { Fact } from '../../domain/customer/fact.ts';
import { ALL_ARM, CONTROL_ARM, HOLDOUT_ARM } from '../../domain/experiment/compare-campaign.ts';
import { campaignCounter, squareOf } from '../../domain/report/campaign-counters.ts';
import type { CounterIncrements } from './counter-increments.ts';

/** Adds what a fact says of a campaign to its counters, and to those of its day. Facts of other things add nothing. */
export function countCampaignFact(fact: Fact, counters: CounterIncrements): void {
  switch (fact.kind) {
    case 'campaign.entered':
      counters.addToCampaign(fact.campaign, campaignCounter.entered(fact.variant ?? ALL_ARM));
      counters.addToCampaignDay(fact.campaign, fact.at, 'entered');
      break;
    case 'campaign.held-out':
      counters.addToCampaign(fact.campaign, campaignCounter.entered(fact.group));
      counters.addToCampaignDay(fact.campaign, fact.at, 'heldOut');
      break;
    case 'campaign.refused':
      counters.addToCampaign(fact.campaign, campaignCounter.refused(fact.reason));
      break;
    case 'campaign.exited':
      counters.addToCampaign(fact.campaign, campaignCounter.exited(fact.reason));
      break;
    case 'campaign.converted':
      countConversion(fact, counters);
      break;
    case 'message.requested':
      counters.addToCampaign(fact.campaign, campaignCounter.requested(fact.step));
      counters.addToCampaignDay(fact.campaign, fact.at, 'requested');
      counters.addToDay(fact.at, 'requested');
      break;
    case 'message.suppressed':
      counters.addToCampaign(fact.campaign, campaignCounter.suppressed(fact.step, fact.reason));
      counters.addToCampaignDay(fact.campaign, fact.at, 'suppressed');
      counters.addToDay(fact.at, 'suppressed');
      break;
    case 'message.deferred':
      counters.addToCampaign(fact.campaign, campaignCounter.deferred(fact.step, fact.reason));
      break;
    case 'message.engaged':
      counters.addToCampaign(fact.campaign, campaignCounter.engaged(fact.engagement, fact.step));
      counters.addToCampaignDay(fact.campaign, fact.at, fact.engagement);
      break;
    case 'order.attributed':
      counters.addToCampaign(fact.campaign, campaignCounter.attributedOrders(fact.step));
      counters.addToCampaign(fact.campaign, campaignCounter.attributedRevenue(fact.step), fact.valueMinor);
      counters.addToCampaignDay(fact.campaign, fact.at, 'orders');
      counters.addToCampaignDay(fact.campaign, fact.at, 'revenue', fact.valueMinor);
      break;
    case 'webhook.requested':
      counters.addToCampaign(fact.campaign, campaignCounter.webhook(fact.step, 'requested'));
      break;
    case 'task.requested':
      counters.addToCampaign(fact.campaign, campaignCounter.task(fact.step, 'requested'));
      break;
    default:
      break;
  }
}

/** An entry converts with its first order; each later one adds to what it spent, and to the square of it. */
function countConversion(
  fact: Extract<Fact, { kind: 'campaign.converted' }>,
  counters: CounterIncrements,
): void {
  const { campaign, arm, at, valueMinor, earlierOrders, earlierMinor } = fact;
  const isTreated = arm !== HOLDOUT_ARM && arm !== CONTROL_ARM;
  const squares = squareOf(earlierMinor + valueMinor) - squareOf(earlierMinor);
  if (earlierOrders === 0) counters.addToCampaign(campaign, campaignCounter.converted(arm));
  counters.addToCampaign(campaign, campaignCounter.value(arm), valueMinor);
  counters.addToCampaign(campaign, campaignCounter.squares(arm), squares);
  if (!isTreated) return;
  if (earlierOrders === 0) counters.addToCampaignDay(campaign, at, 'converted');
  counters.addToCampaignDay(campaign, at, 'value', valueMinor);
}
