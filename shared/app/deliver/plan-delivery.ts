import { haltAt, resumesAt, wasStoppedSince } from '../../domain/campaign/halts.ts';
import { nextSendTime } from '../../domain/campaign/send-times.ts';
import type { CompiledRules } from '../../domain/compiled-rules.ts';
import { whyNotWanted } from '../../domain/customer/consent.ts';
import type { CustomerState } from '../../domain/customer/customer-state.ts';
import { topicNamed } from '../../domain/customer/topic-rules.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Claim } from '../../domain/message/claim.ts';
import type { MessageOrder } from '../../domain/message/message-order.ts';
import { numberCountry } from '../../domain/text/number-country.ts';
import type { Clock, OutgoingMail, OutgoingText, Table } from '../../ports.ts';
import { type Contact, contactSchema } from '../contact.ts';
import { decodeState } from '../decide/state-document.ts';
import { contactKey, stateKey } from '../item-keys.ts';
import { recommendForCustomer } from '../recommend/recommend-for-customer.ts';
import { addressHash } from '../suppression/address-hash.ts';
import { readSuppression } from '../suppression/suppression.ts';
import type { WritingRequest } from './message-values.ts';
import type { MailWriter } from './write-mail.ts';
import type { TextWriter } from './write-text.ts';

export interface PlanDeps {
  readonly table: Table;
  readonly clock: Clock;
  /** The shop's rules with what people decided about its campaigns, as of late. */
  readonly rules: CompiledRules;
  readonly writeMail: MailWriter;
  readonly writeText: TextWriter;
  /** The shop's secret, under which addresses are known by their hashes. */
  readonly linkSecret: string;
}

export type Outgoing =
  | { readonly channel: 'email'; readonly mail: OutgoingMail }
  | { readonly channel: 'sms'; readonly text: OutgoingText };

/** What is to be done with an order; `claim` is what goes on record of it. */
export type DeliveryPlan =
  | {
      readonly status: 'send';
      readonly message: Outgoing;
      readonly claim: Pick<Claim, 'status' | 'locale' | 'parts' | 'country'>;
    }
  | { readonly status: 'give-up'; readonly claim: Pick<Claim, 'status' | 'reason' | 'settledAt'> }
  /** Not now: nothing goes on record, and the order is looked at again. */
  | { readonly status: 'hold'; readonly until: Instant; readonly reason: HoldCause };

/** paused: by people, its campaign. send-time: the customer's clock shows quiet hours, or none of the campaign's own. */
export type HoldCause = 'paused' | 'send-time';

/** How long a message waits that nobody knows how long to hold: as long as a queue can delay it. */
export const LONGEST_HOLD_MS = 900_000;

/**
 * Looks at everything once more at the last moment: what `decide` asked for may have waited for hours since. Consent and the
 * customer's clock concern promotion alone.
 */
export async function planDelivery(order: MessageOrder, deps: PlanDeps, now: Instant): Promise<DeliveryPlan> {
  const giveUp = (status: Claim['status'], reason: string): DeliveryPlan => ({
    status: 'give-up',
    claim: { status, reason, settledAt: now },
  });
  // While a history is lived through the clock stands at the end of a step, which may be a day: the message goes in time.
  const isInTime = deps.clock.isHeld?.() === true;
  if (!isInTime && now > order.expiresAt)
    return giveUp('expired', `worth nothing after ${new Date(order.expiresAt).toISOString()}`);
  const { rules } = deps;
  const campaign = rules.campaignsByName.get(order.campaign)?.name ?? order.campaign;
  if (isStopped(rules, campaign, order, now)) return giveUp('withdrawn', 'campaign-stopped');
  const resumed = resumesAt(rules.controls, campaign, now) ?? now + LONGEST_HOLD_MS;
  if (resumed > now) return { status: 'hold', until: resumed, reason: 'paused' };

  const { state, contact } = await readCustomer(order.customerId, deps.table);
  if (state === undefined) return giveUp('withdrawn', 'the customer is no longer known');
  const topic = topicNamed(rules, rules.campaignsByName.get(order.campaign)?.topic);
  const unwanted = order.isPromotional ? whyNotWanted(state, order.channel, topic) : undefined;
  if (unwanted !== undefined) return giveUp('withdrawn', unwanted);
  const address = (order.channel === 'email' ? contact.email : contact.phone)?.value ?? undefined;
  if (address === undefined) return giveUp('withdrawn', 'no-address');
  if (order.isPromotional && !isInTime) {
    const phoneCountry = order.channel === 'sms' ? numberCountry(address) : undefined;
    const until = nextSendTime(rules, campaign, order.channel, state.profile, now, phoneCountry);
    if (until > now) return { status: 'hold', until, reason: 'send-time' };
  }
  const recommend = (count: number) => recommendForCustomer(state, count, deps.table);
  // Which entry to read is only known with the address; it is read while the message is written.
  const [suppression, written] = await Promise.all([
    readSuppression(order.channel, addressHash(deps.linkSecret, order.channel, address), deps.table),
    write({ order, state, contact, rules, address, now, recommend }, deps),
  ]);
  if (suppression !== undefined && (order.isPromotional || !suppression.promotionalOnly))
    return giveUp('suppressed', suppression.reason);
  return written.status === 'unrenderable' ? giveUp('unrenderable', written.reason) : written;
}

/** Stopped now, or since the message was asked for: with its campaign's journeys, what they asked for ends. */
const isStopped = (
  { controls }: CompiledRules,
  campaign: string,
  { requestedAt }: MessageOrder,
  now: Instant,
): boolean =>
  haltAt(controls, campaign, now)?.kind === 'stopped' ||
  wasStoppedSince(controls, campaign, requestedAt, now);

async function write(
  request: WritingRequest,
  { writeMail, writeText }: PlanDeps,
): Promise<DeliveryPlan | { readonly status: 'unrenderable'; readonly reason: string }> {
  if (request.order.channel === 'email') {
    const written = await writeMail(request);
    if (written.status === 'unrenderable') return written;
    const { locale, mail } = written;
    return { status: 'send', message: { channel: 'email', mail }, claim: { status: 'claimed', locale } };
  }
  const written = await writeText(request);
  if (written.status === 'unrenderable') return written;
  const { locale, parts, country, text } = written;
  return {
    status: 'send',
    message: { channel: 'sms', text },
    claim: { status: 'claimed', locale, parts, ...(country !== undefined && { country }) },
  };
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
