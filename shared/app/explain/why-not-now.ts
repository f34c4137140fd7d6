import { nextCampaignAnniversary } from '../../domain/campaign/campaign-anniversaries.ts';
import type { Halt } from '../../domain/campaign/campaign-control.ts';
import type { CompiledCampaign } from '../../domain/campaign/compiled-campaign.ts';
import { mayEnter } from '../../domain/campaign/enter-campaign.ts';
import { haltAt, isPublishedAt } from '../../domain/campaign/halts.ts';
import { type UnreachableReason, whyUnreachable } from '../../domain/campaign/send-message.ts';
import { momentOf, type Situation } from '../../domain/campaign/situation.ts';
import type { Channel } from '../../domain/channel.ts';
import { type CompiledRules, rulesAt } from '../../domain/compiled-rules.ts';
import type { CustomerState } from '../../domain/customer/customer-state.ts';
import { viewsAt } from '../../domain/customer/view-customer.ts';
import { DAY_MS, type Instant } from '../../domain/instant.ts';
import { classify } from '../../domain/segment/classify.ts';
import { rfmKey } from '../../domain/segment/rfm-score.ts';
import { drawnArm } from '../experiment/drawn-arm.ts';
import { type ConditionPart, conditionParts } from './condition-parts.ts';

/** How things stand between a campaign and a customer at an instant: what speaks for an entry, and what against it. */
export interface CampaignProspect {
  /** From when on its trigger holds; absent where nobody knows of a publication. */
  readonly publishedAt?: Instant;
  readonly isPublished: boolean;
  readonly halt?: Halt;
  readonly trigger: TriggerProspect;
  /** The audience's parts; empty where it is for everybody. */
  readonly audience: readonly ConditionPart[];
  readonly isInAudience: boolean;
  /** Absent: nothing of earlier entries stands in the way. */
  readonly reentry?: { readonly lastEnteredAt?: Instant; readonly mayEnterFrom?: Instant };
  /** "control", "holdout", a variant, or "all". */
  readonly arm: string;
  /** Channels of its messages that cannot be used, and why. */
  readonly unreachable: Readonly<Partial<Record<Channel, UnreachableReason>>>;
}

/** What would set the campaign off for the customer. */
export type TriggerProspect =
  /** isIn: the customer is where the trigger has them move to, or out of. */
  | {
      readonly kind: 'enters' | 'leaves';
      readonly what: string;
      readonly name: string;
      readonly isIn: boolean;
      /** Where the customer is instead. */
      readonly current: string;
    }
  | { readonly kind: 'event'; readonly event: string; readonly when?: string }
  /** nextAt: when it is next settled who takes part. */
  | { readonly kind: 'dated'; readonly nextAt?: Instant }
  /** Absent where the customer has no such day. */
  | { readonly kind: 'anniversary'; readonly nextAt?: Instant };

/** Looks at everything that an entry depends on, as of `now`. */
export function whyNotNow(
  state: CustomerState,
  campaign: CompiledCampaign,
  rules: CompiledRules,
  now: Instant,
): CampaignProspect {
  const { name } = campaign;
  const { controls } = rules;
  const inForce = rulesAt(rules, now);
  const { purchases } = classify(state, inForce, rules.counting, now);
  const situation = {
    rules,
    now,
    viewOf: viewsAt(purchases, inForce, now),
    facts: [],
  };
  const moment = momentOf(state, situation);
  const publishedAt = controls?.get(name)?.since;
  const halt = haltAt(controls, name, now);
  return {
    ...(publishedAt !== undefined && Number.isFinite(publishedAt) && { publishedAt }),
    isPublished: isPublishedAt(controls, name, now),
    ...(halt !== undefined && { halt }),
    trigger: triggerProspect(state, campaign, rules, now),
    audience:
      campaign.audience === undefined
        ? []
        : conditionParts(campaign.audience, campaign, rules.segments, moment),
    isInAudience: campaign.holds(campaign.audience, moment),
    ...(!mayEnter(state, campaign, now) && { reentry: reentryOf(state, campaign) }),
    arm: drawnArm(rules, campaign, state.customerId),
    unreachable: unreachableOf(state, campaign, situation),
  };
}

function triggerProspect(
  state: CustomerState,
  campaign: CompiledCampaign,
  rules: CompiledRules,
  now: Instant,
): TriggerProspect {
  const { trigger, dated } = campaign;
  switch (trigger.kind) {
    case 'enters':
    case 'leaves': {
      const { kind, what, name } = trigger;
      const current = currentOf(what, state, rules);
      return { kind, what, name, isIn: current.includes(name), current: current.join(', ') };
    }
    case 'event':
      return {
        kind: 'event',
        event: trigger.event,
        ...(trigger.when !== undefined && { when: trigger.when }),
      };
    case 'schedule':
    case 'holiday': {
      const nextAt = dated?.nextStart(now);
      return { kind: 'dated', ...(nextAt !== undefined && { nextAt }) };
    }
    case 'anniversary': {
      const nextAt = nextCampaignAnniversary(state, campaign, { rules }, now);
      return { kind: 'anniversary', ...(nextAt !== undefined && { nextAt }) };
    }
  }
}

function currentOf(
  what: 'stage' | 'tier' | 'segment' | 'group',
  { classes, segments }: CustomerState,
  rules: CompiledRules,
): readonly string[] {
  switch (what) {
    case 'stage':
      return [classes.stage];
    case 'tier':
      return [classes.tier];
    case 'segment':
      return segments;
    case 'group':
      return classes.rfm === undefined ? [] : [rules.rfmGroups.get(rfmKey(classes.rfm)) ?? ''];
  }
}

function reentryOf(state: CustomerState, { name, formerNames, reentry }: CompiledCampaign) {
  const entries = [name, ...formerNames].flatMap((each) => state.entries[each] ?? []);
  if (entries.length === 0) return {};
  const lastEnteredAt = Math.max(...entries);
  return reentry.kind === 'after'
    ? { lastEnteredAt, mayEnterFrom: lastEnteredAt + reentry.days * DAY_MS }
    : { lastEnteredAt };
}

function unreachableOf(state: CustomerState, campaign: CompiledCampaign, situation: Situation) {
  const channels = new Set(
    campaign.steps.flatMap((step) =>
      step.kind === 'send'
        ? [step.channels, ...step.variations.map((variation) => variation.channels ?? [])].flat()
        : [],
    ),
  );
  const unreachable: Partial<Record<Channel, UnreachableReason>> = {};
  for (const channel of channels) {
    const reason = whyUnreachable(state, channel, campaign, situation);
    if (reason !== undefined) unreachable[channel] = reason;
  }
  return unreachable;
}
