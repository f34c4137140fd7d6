import { hasConsent } from '../customer/consent.ts';
import type { CustomerState, RequestedMessage } from '../customer/customer-state.ts';
import type { CustomerView } from '../customer/customer-view.ts';
import type { Fact, SuppressionReason } from '../customer/fact.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { Stage } from '../segment/classes.ts';
import type { SendStep } from './campaign-rules.ts';
import type { CompiledCampaign } from './compiled-campaign.ts';

const HOUR_MS = 3_600_000;

/** Requests remembered of one customer, for re-entry rules. */
const MESSAGES_KEPT = 20;

/** Enters the customer, who has just moved into `stage`, into the campaigns that wait for it. */
export function enterCampaigns(
  state: CustomerState,
  stage: Stage,
  campaigns: readonly CompiledCampaign[],
  viewOf: (state: CustomerState) => CustomerView,
  facts: Fact[],
  now: Instant,
): CustomerState {
  const entered = campaigns.filter(
    (campaign) => campaign.trigger.stage === stage && campaign.isFor(viewOf(state)),
  );
  return entered.reduce((current, campaign) => enter(current, campaign, facts, now), state);
}

function enter(state: CustomerState, campaign: CompiledCampaign, facts: Fact[], now: Instant): CustomerState {
  const isTooSoon = state.messages.some(
    (message) => message.campaign === campaign.name && now - message.at < campaign.reentryDays * DAY_MS,
  );
  const requested: RequestedMessage[] = [];
  for (const step of campaign.steps) {
    const message = {
      at: now,
      campaign: campaign.name,
      step: step.name,
      occurrence: occurrenceAt(now),
      channel: step.send,
    };
    const reason = isTooSoon ? 're-entry' : whyUnreachable(state, step);
    if (reason !== undefined) {
      facts.push({ kind: 'message.suppressed', ...message, reason });
      continue;
    }
    const expiresAt = now + step.expiresAfterHours * HOUR_MS;
    facts.push({ kind: 'message.requested', ...message, template: step.template, expiresAt });
    requested.push({ campaign: campaign.name, step: step.name, at: now });
  }
  if (requested.length === 0) return state;
  return { ...state, messages: [...state.messages, ...requested].slice(-MESSAGES_KEPT) };
}

function whyUnreachable(state: CustomerState, step: SendStep): SuppressionReason | undefined {
  if (!hasConsent(state.consents[step.send])) return 'no-consent';
  return state.reachable[step.send]?.value === true ? undefined : 'no-address';
}

/** Names an entry by its instant, to the second: `1998-03-04T00:00:00Z`. */
const occurrenceAt = (now: Instant): string => `${new Date(now).toISOString().slice(0, 19)}Z`;
