import type { CustomerState, Journey } from '../customer/customer-state.ts';
import { customerZone } from '../customer/customer-zone.ts';
import { DAY_MS } from '../instant.ts';
import type { Step, WaitStep } from './campaign-rules.ts';
import type { CompiledCampaign } from './compiled-campaign.ts';
import { sendMessage } from './send-message.ts';
import { momentOf, type Situation } from './situation.ts';
import { pickShare, stableShare } from './stable-share.ts';
import { waitUntil } from './wait-until.ts';

/** on: the journey goes on, at the step named next or, where there is none, to its end. */
type Taken =
  | { readonly status: 'on'; readonly state: CustomerState; readonly next: string | undefined }
  | { readonly status: 'waits'; readonly stand: Pick<Journey, 'until' | 'held'> }
  | { readonly status: 'leaves' };

/** What a step does to the customer who has come to it, and where their journey goes from there. */
export function takeStep(
  state: CustomerState,
  journey: Journey,
  campaign: CompiledCampaign,
  step: Step,
  situation: Situation,
): Taken {
  const { now, facts } = situation;
  const { occurrence } = journey;
  const of = { campaign: campaign.name, step: step.name, occurrence };
  const on = (next: string | undefined = step.next, changed = state): Taken => ({
    status: 'on',
    state: changed,
    next,
  });
  switch (step.kind) {
    case 'send': {
      const sending = sendMessage(state, journey, campaign, step, situation);
      if (sending.status === 'held')
        return { status: 'waits', stand: { until: sending.until, held: sending.held } };
      return on(step.next, sending.state);
    }
    case 'wait':
      return beginWait(state, journey, campaign, step, situation);
    case 'branch': {
      const moment = momentOf(state, situation, journey);
      const fitting = step.cases.find(({ when }) => campaign.holds(when, moment));
      return { status: 'on', state, next: fitting === undefined ? step.next : fitting.next };
    }
    case 'split': {
      const { salt } = situation.rules.experiments;
      const share = stableShare(salt, 'split', campaign.drawName, step.name, state.customerId);
      return { status: 'on', state, next: pickShare(share, step.ways)?.next };
    }
    case 'award': {
      const { points, coupon } = step;
      const what = { ...(points !== undefined && { points }), ...(coupon !== undefined && { coupon }) };
      facts.push({ kind: 'award.granted', at: now, ...of, ...what });
      return on();
    }
    case 'webhook':
      facts.push({ kind: 'webhook.requested', at: now, ...of, endpoint: step.endpoint, data: step.data });
      return on();
    case 'task': {
      const { title, note, dueInDays } = step;
      const dueAt = now + dueInDays * DAY_MS;
      facts.push({
        kind: 'task.requested',
        at: now,
        ...of,
        title,
        ...(note !== undefined && { note }),
        dueAt,
      });
      return on();
    }
    case 'set':
      return on(step.next, setAttributes(state, step.attributes, situation));
    case 'exit':
      return { status: 'leaves' };
  }
}

function beginWait(
  state: CustomerState,
  journey: Journey,
  campaign: CompiledCampaign,
  step: WaitStep,
  { rules, now }: Situation,
): Taken {
  // An order may arrive before the event that this one was to be waited for after.
  if (step.until === 'event' && step.pattern.event === 'order.placed' && step.pattern.when === undefined) {
    const ordered = state.orders.some(({ at }) => at > journey.enteredAt && isFirstStep(campaign, step));
    if (ordered) return { status: 'on', state, next: step.onEvent };
  }
  const until = waitUntil(step, now, journey.entry ?? {}, customerZone(state.profile, rules.shop));
  return until > now ? { status: 'waits', stand: { until } } : { status: 'on', state, next: step.next };
}

const isFirstStep = (campaign: CompiledCampaign, step: Step): boolean =>
  campaign.steps[0]?.name === step.name;

function setAttributes(
  state: CustomerState,
  attributes: Extract<Step, { kind: 'set' }>['attributes'],
  { now, facts }: Situation,
): CustomerState {
  const changed = Object.entries(attributes).filter(
    ([name, value]) => (state.profile.attributes[name]?.value ?? null) !== value,
  );
  if (changed.length === 0) return state;
  facts.push({ kind: 'profile.changed', at: now, fields: changed.map(([name]) => `attributes.${name}`) });
  const stamped = Object.fromEntries(changed.map(([name, value]) => [name, { value, at: now }]));
  return { ...state, profile: { ...state.profile, attributes: { ...state.profile.attributes, ...stamped } } };
}
