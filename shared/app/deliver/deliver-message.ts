import { randomBytes } from 'node:crypto';
import { hasConsent } from '../../domain/customer/consent.ts';
import type { CustomerState } from '../../domain/customer/customer-state.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Claim } from '../../domain/message/claim.ts';
import { claimSchema } from '../../domain/message/claim.ts';
import type { MessageOrder } from '../../domain/message/message-order.ts';
import type { Clock, Item, Mailer, MailOutcome, OutgoingMail, Table } from '../../ports.ts';
import { type Contact, contactSchema } from '../contact.ts';
import { decodeState } from '../decide/state-document.ts';
import { claimKey, contactKey, stateKey } from '../item-keys.ts';
import { recommendForCustomer } from '../recommend/recommend-for-customer.ts';
import type { MailWriter } from './write-mail.ts';

export interface DeliverDeps {
  readonly table: Table;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly writeMail: MailWriter;
}

export type Delivery =
  /** The outcome is on record, by this call or an earlier one. */
  | { readonly status: 'settled' }
  /** The provider certainly did not take it; the same order may come again. */
  | { readonly status: 'deferred'; readonly reason: string };

/**
 * Delivers one message once at most. The claim is written before the provider is called, on the condition that there is
 * none; consent, address and expiry are looked at again at that moment. If the process dies before the outcome is on
 * record, the next delivery finds the claim and settles it as `uncertain`: it is never sent again.
 */
export async function deliverMessage(order: MessageOrder, deps: DeliverDeps): Promise<Delivery> {
  const { table, clock } = deps;
  const now = clock.now();
  const plan = await planDelivery(order, deps, now);
  const claim: Claim = { ...frame(order, now), ...plan.claim };
  const key = claimKey(order.customerId, order.campaign, order.step, order.occurrence);
  const isMine = await takeClaim({ ...key, version: 1, body: claim }, deps);
  if (!isMine || plan.mail === undefined) return { status: 'settled' };

  const outcome = await send(plan.mail, deps.mailer);
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

type DeliveryPlan =
  | { readonly claim: Pick<Claim, 'status' | 'locale'>; readonly mail: OutgoingMail }
  | { readonly claim: Pick<Claim, 'status' | 'reason' | 'settledAt'>; readonly mail?: undefined };

/** What the claim will say: that the mail is about to be sent, or why it never will be. */
async function planDelivery(order: MessageOrder, deps: DeliverDeps, now: Instant): Promise<DeliveryPlan> {
  const giveUp = (status: Claim['status'], reason: string): DeliveryPlan => ({
    claim: { status, reason, settledAt: now },
  });
  if (now > order.expiresAt)
    return giveUp('expired', `worth nothing after ${new Date(order.expiresAt).toISOString()}`);
  const { state, contact } = await readCustomer(order.customerId, deps.table);
  if (state === undefined) return giveUp('withdrawn', 'the customer is no longer known');
  if (!hasConsent(state.consents[order.channel])) return giveUp('withdrawn', 'no-consent');
  const address = contact.email?.value ?? undefined;
  if (order.channel !== 'email' || address === undefined) return giveUp('withdrawn', 'no-address');
  const recommend = (count: number) => recommendForCustomer(state, count, deps.table);
  const written = await deps.writeMail({ order, state, contact, address, now, recommend });
  if (written.status === 'unrenderable') return giveUp('unrenderable', written.reason);
  return { claim: { status: 'claimed', locale: written.locale }, mail: written.mail };
}

async function readCustomer(
  customerId: string,
  table: Table,
): Promise<{ readonly state: CustomerState | undefined; readonly contact: Contact }> {
  const keys = [stateKey(customerId), contactKey(customerId)];
  const [state, contact] = await table.getMany(keys, { consistent: true });
  return {
    state: state && decodeState(customerId, state.body),
    contact: contact === undefined ? {} : contactSchema.parse(contact.body),
  };
}

async function send(
  mail: OutgoingMail,
  mailer: Mailer,
): Promise<MailOutcome | { readonly status: 'uncertain'; readonly reason: string }> {
  try {
    return await mailer.send(mail);
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
