import { randomBytes } from 'node:crypto';
import { expiryAfter } from '../../domain/expiry-after.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Claim } from '../../domain/message/claim.ts';
import { claimSchema } from '../../domain/message/claim.ts';
import type { MessageOrder } from '../../domain/message/message-order.ts';
import type { Item, Mailer, SendOutcome, Texter, Write } from '../../ports.ts';
import { claimKey } from '../item-keys.ts';
import { isKnownCustomer } from '../privacy/known-customers.ts';
import { noteOptedOutNumber } from './opted-out-number.ts';
import type { MessagePace, PacedMessage } from './pace/send-paces.ts';
import { type LaterReason, NO_ROOM_MS, type Slot } from './pace/take-slots.ts';
import { type HoldCause, type Outgoing, type PlanDeps, planDelivery } from './plan-delivery.ts';
import { mayTryAgain, RETRY_AFTER_MS } from './retry-uncertain.ts';

export interface DeliverDeps extends PlanDeps {
  readonly mailer: Mailer;
  readonly texter: Texter;
  /** When it may go; at once where absent. */
  readonly pace?: MessagePace;
}

export type Delivery =
  /** The outcome is on record, by this call or an earlier one. */
  | { readonly status: 'settled' }
  /** The provider certainly did not take it; the same order may come again. */
  | { readonly status: 'deferred'; readonly reason: string }
  /** It may not go before `until`; nothing is on record, and the same order has to come again. */
  | {
      readonly status: 'held';
      readonly until: Instant;
      /** rate and daily-quota: those of the account. warm-up: a new domain's. uncertain: the provider may tell by then what became of it. */
      readonly reason: HoldCause | LaterReason | 'uncertain';
    };

/**
 * Delivers one message once at most. The claim is written before the provider is called, on the condition that there is
 * none; whether it may go is looked at again at that moment. If the process dies before the outcome is on
 * record, the next delivery finds the claim and settles it as `uncertain`: it is never sent again, unless its campaign would
 * rather have it twice than not at all, and then once.
 *
 * Where the account's quota sets a pace, the message waits for its slot: the claim is written shortly before, so that a process
 * that dies while it waits leaves nothing uncertain.
 */
export async function deliverMessage(order: MessageOrder, deps: DeliverDeps): Promise<Delivery> {
  const { table, clock } = deps;
  const now = clock.now();
  const paced = deps.pace?.on(order.channel);
  const closedUntil = paced?.closedUntil(order.isPromotional) ?? 0;
  // Nothing is read for what is on record as waiting already.
  if (order.isDeferred === true && closedUntil > now && now <= order.expiresAt)
    return { status: 'held', until: now + NO_ROOM_MS, reason: 'daily-quota' };
  const plan = await planDelivery(order, deps, now);
  if (plan.status === 'hold') return { status: 'held', until: plan.until, reason: plan.reason };
  // Whoever was erased meanwhile gets nothing, and nothing goes on record of them.
  if (plan.status === 'give-up' && !(await isKnownCustomer(order.customerId, table)))
    return { status: 'settled' };
  const key = claimKey(order.customerId, order.campaign, order.step, order.occurrence);
  const claim: Claim = { ...frame(order, now), ...plan.claim };
  const expiry = expiryAfter(now, deps.rules.retention?.messageDays);
  const item: Item<Claim> = { ...key, version: 1, body: claim, ...expiry };
  if (plan.status === 'give-up') {
    await takeClaim(item, order, deps);
    return { status: 'settled' };
  }
  const weight = plan.message.channel === 'sms' ? (plan.claim.parts ?? 1) : 1;
  const slot = await paced?.approach({ weight, isPromotional: order.isPromotional });
  if (slot?.status === 'later') return await comeLater(slot, item, order, deps);
  const taken = await takeClaim({ ...item, body: { ...claim, claimedAt: clock.now() } }, order, deps);
  if (taken.status !== 'mine') return taken.status === 'held' ? taken : { status: 'settled' };
  return await carryOut(plan.message, taken.item, { paced, deps, order, table, clock });
}

interface Undertaking extends Pick<DeliverDeps, 'table' | 'clock'> {
  readonly order: MessageOrder;
  readonly paced: PacedMessage | undefined;
  readonly deps: DeliverDeps;
}

/** Sends what is claimed, in its slot, and puts on record what came of it. */
async function carryOut(
  message: Outgoing,
  { version, body: claim, ...key }: Item<Claim>,
  { order, paced, deps, table, clock }: Undertaking,
): Promise<Delivery> {
  const write = async (body: Claim, more: readonly Write[] = []): Promise<void> => {
    const item = { ...key, version: version + 1, body };
    await table.transact([{ kind: 'put', condition: { version }, item }, ...more]);
  };
  const free = () => table.transact([{ kind: 'delete', key, condition: { version } }]);

  const slot = await paced?.reach();
  if (slot?.status === 'later') {
    if (slot.reason === 'rate') await free();
    else await write(deferred(claim, slot.reason, clock.now()));
    return { ...slot, status: 'held' };
  }
  const outcome = await send(message, deps);
  if (outcome.status === 'throttled') {
    const { limit } = outcome;
    if (limit === undefined || paced === undefined) {
      await free();
      return { status: 'deferred', reason: outcome.reason };
    }
    await paced.refused(limit);
    if (limit === 'daily') await write(deferred(claim, 'daily-quota', clock.now()));
    else await free();
    return limit === 'daily'
      ? { status: 'held', until: clock.now() + NO_ROOM_MS, reason: 'daily-quota' }
      : { status: 'held', until: clock.now() + TOO_FAST_MS, reason: 'rate' };
  }
  const settled: Claim = { ...claim, ...outcome, settledAt: clock.now() };
  await write(settled, noteOptedOutNumber(outcome, message, deps.linkSecret, clock.now()));
  if (!mayTryAgain(settled, order, deps.rules)) return { status: 'settled' };
  return { status: 'held', until: clock.now() + RETRY_AFTER_MS, reason: 'uncertain' };
}

/** How long a message stays away that was refused as sent too fast. */
const TOO_FAST_MS = 2_000;

const deferred = (claim: Claim, reason: LaterReason, now: Instant): Claim => ({
  ...claim,
  status: 'deferred',
  reason,
  settledAt: now,
});

/** A message that there is no room for today goes on record as waiting, once, so that people can see why they have not got it yet. */
async function comeLater(
  { until, reason }: Extract<Slot, { status: 'later' }>,
  item: Item<Claim>,
  order: MessageOrder,
  { table, clock }: DeliverDeps,
): Promise<Delivery> {
  if (reason !== 'rate' && order.isDeferred !== true) {
    const body = deferred(item.body, reason, clock.now());
    // Where a claim stands, the next delivery sees to it.
    await table.transact([{ kind: 'put', condition: 'absent', item: { ...item, body } }]);
  }
  return { status: 'held', until, reason };
}

const frame = (order: MessageOrder, now: Instant) => ({
  campaign: order.campaign,
  step: order.step,
  occurrence: order.occurrence,
  channel: order.channel,
  template: order.template,
  claimedAt: now,
  claimant: randomBytes(9).toString('base64url'),
});

async function send(
  message: Outgoing,
  { mailer, texter }: DeliverDeps,
): Promise<SendOutcome | { readonly status: 'uncertain'; readonly reason: string }> {
  try {
    return await (message.channel === 'email' ? mailer.send(message.mail) : texter.send(message.text));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
    return { status: 'uncertain', reason };
  }
}

type Taken =
  /** The claim is this call's, and stands as `item`. */
  | { readonly status: 'mine'; readonly item: Item<Claim> }
  | { readonly status: 'settled' }
  | Extract<Delivery, { readonly status: 'held' }>;

/**
 * Makes the claim this call's. Where another claim stands without an outcome, whoever made it is dead, for a
 * queue waits out a function's time before it gives a message again: that claim is settled as uncertain. One that waited for room
 * in the day's quota is taken over, and one that was uncertain for long enough where it may be tried again.
 */
async function takeClaim(item: Item<Claim>, order: MessageOrder, deps: DeliverDeps): Promise<Taken> {
  const { table, clock, rules } = deps;
  const result = await table.transact([{ kind: 'put', condition: 'absent', item }]);
  if (result.status === 'committed') return { status: 'mine', item };
  const standing = await table.get(item, { consistent: true });
  if (standing === undefined) return { status: 'settled' };
  const claim = claimSchema.parse(standing.body);
  if (claim.claimant === item.body.claimant && claim.status === 'claimed')
    return { status: 'mine', item: { ...item, version: standing.version } };
  const replace = async (body: Claim): Promise<Item<Claim> | undefined> => {
    const { pk, sk, version, expiresAt } = standing;
    const next = { pk, sk, version: version + 1, body, ...(expiresAt !== undefined && { expiresAt }) };
    const written = await table.transact([{ kind: 'put', condition: { version }, item: next }]);
    return written.status === 'committed' ? next : undefined;
  };
  const takeOver = async (body: Claim): Promise<Taken> => {
    const next = await replace(body);
    return next === undefined ? { status: 'settled' } : { status: 'mine', item: next };
  };

  if (claim.status === 'deferred') return await takeOver(item.body);
  const now = clock.now();
  if (claim.status === 'claimed') {
    const reason = 'the process ended between claim and outcome';
    const uncertain: Claim = { ...claim, status: 'uncertain', reason, settledAt: now };
    const next = await replace(uncertain);
    if (next === undefined || !mayTryAgain(uncertain, order, rules)) return { status: 'settled' };
    return { status: 'held', until: now + RETRY_AFTER_MS, reason: 'uncertain' };
  }
  if (!mayTryAgain(claim, order, rules) || item.body.status !== 'claimed') return { status: 'settled' };
  const retryAt = (claim.settledAt ?? claim.claimedAt) + RETRY_AFTER_MS;
  if (retryAt > now) return { status: 'held', until: retryAt, reason: 'uncertain' };
  return await takeOver({ ...item.body, attempt: 2 });
}
