import type { CampaignContext } from './campaign-context.ts';
import { checkConditions } from './check-conditions.ts';
import { checkEndpoints } from './check-endpoints.ts';
import { checkLegalHours } from './check-legal-hours.ts';
import { checkReachability } from './check-reachability.ts';
import { checkSendTimes } from './check-send-times.ts';
import { checkSettings } from './check-settings.ts';
import { checkSteps } from './check-steps.ts';
import { checkTopic } from './check-topic.ts';
import { checkTrigger } from './check-trigger.ts';

/** Tells everything that is wrong in a campaign file beyond its form. */
export function checkCampaign(context: CampaignContext): void {
  checkSettings(context);
  checkTopic(context);
  checkTrigger(context);
  checkSteps(context);
  checkEndpoints(context);
  checkReachability(context);
  checkConditions(context);
  checkSendTimes(context);
  checkLegalHours(context);
}
