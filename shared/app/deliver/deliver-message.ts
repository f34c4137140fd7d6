import { randomBytes } from 'node:crypto';
import type { Instant } from '../../domain/instant.ts';
import type { Claim } from '../../domain/message/claim.ts';
import { claimSchema } from '../../domain/message/claim.ts';
import type { MessageOrder } from '../../domain/message/message-order.ts';
import type { Item, Mailer, SendOutcome, Texter } from '../../ports.ts';
import { claimKey } from '../item-keys.ts';
import { type HoldCause, type Outgoing, type PlanDeps, planDelivery } from './plan-delivery.ts';

export interface DeliverDeps extends PlanDeps {
  readonly mailer: Mailer;
  readonly texter: Texter;
}

export type Delivery =
  /** The outcome is on record, by this call or an earlier one. */
  | { readonly status: 'settled' }
  /** The provider certainly did not take it; the same order may come again. */
  | { readonly status: 'deferred'; readonly reason: string }
  /** It may not go before `until`; nothing is on record, and the same order has to come again. */
  | { readonly status: 'held'; readonly until: Instant; readonly reason: HoldCause };

/**
 * Delivers one message once at most. The claim is written before the provider is called, on the condition that there is
 * none; whether it may go is looked at again at that moment. If the process dies before the outcome is on
 * record, the next delivery finds the claim and settles it as `uncertain`: it is never sent again.
 */
export async function deliverMessage(order: MessageOrder, deps: DeliverDeps): Promise<Delivery> {
  const { table, clock } = deps;
  const now = clock.now();
  const plan = await planDelivery(order, deps, now);
  if (plan.status === 'hold') return { status: 'held', until: plan.until, reason: plan.reason };
  const claim: Claim = { ...frame(order, now), ...plan.claim };
  const key = claimKey(order.customerId, order.campaign, order.step, order.occurrence);
  const isMine = await takeClaim({ ...key, version: 1, body: claim }, deps);
  if (!isMine || plan.status === 'give-up') return { status: 'settled' };

  const outcome = await send(plan.message, deps);
  if (outcome.status === 'throttled') {
    await table.transact([{ kind: 'delete', key, condition: { version: 1 } }]);
    return { status: 'deferred', reason: outcome.reason };
  }
  const settled: Claim = { ...claim, ...outcome, settledAt: clock.now() };
  await table.transact([
    { kind: 'put', condition: { version: 1 }, item: { ...key, version: 2, body: settled } },
  ]);
  return { status: 'settled' };
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

/**
 * True where the claim is now this call's. Where another claim stands without an outcome, whoever made it is dead, for a
 * queue waits out a function's time before it gives a message again: that claim is settled as uncertain.
 */
async function takeClaim(item: Item<Claim>, { table, clock }: DeliverDeps): Promise<boolean> {
  const result = await table.transact([{ kind: 'put', condition: 'absent', item }]);
  if (result.status === 'committed') return true;
  const standing = await table.get(item, { consistent: true });
  if (standing === undefined) return false;
  const claim = claimSchema.parse(standing.body);
  if (claim.claimant === item.body.claimant) return true;
  if (claim.status !== 'claimed') return false;
  const reason = 'the process ended between claim and outcome';
  const uncertain: Claim = { ...claim, status: 'uncertain', reason, settledAt: clock.now() };
  const { pk, sk, version } = standing;
  await table.transact([
    { kind: 'put', condition: { version }, item: { pk, sk, version: version + 1, body: uncertain } },
  ]);
  return false;
}
