import type { Fact } from '../../domain/customer/fact.ts';

type Kind = Fact['kind'];
/** `Extract` misses a member whose kind is itself a union. */
type FactOf<K extends Kind, F extends Fact = Fact> = F extends { readonly kind: infer Own }
  ? K extends Own
    ? F
    : never
  : never;
type Fields<K extends Kind> = Readonly<Record<Exclude<keyof FactOf<K>, 'kind' | 'at'>, true>>;

const entry = { campaign: true, occurrence: true } as const;
const step = { ...entry, step: true } as const;
const change = { from: true, to: true, why: true } as const;
const complaint = { caseId: true } as const;

/** The fields of each kind of fact, so that a pattern which names another can be refused instead of never matching. */
const FACT_FIELDS: { readonly [K in Kind]: Fields<K> } = {
  'order.counted': { orderId: true, occurredAt: true, totalMinor: true, currency: true, unvalued: true },
  'order.revised': { orderId: true, occurredAt: true, addedMinor: true, currency: true },
  'order.repeated': { orderId: true },
  'refund.counted': { orderId: true, occurredAt: true, amountMinor: true, currency: true, order: true },
  'refund.dropped': { orderId: true, amountMinor: true },
  'stage.changed': change,
  'tier.changed': change,
  'frequency.changed': change,
  'rfm.changed': change,
  'group.changed': change,
  'need.changed': { ...change, need: true },
  'segment.entered': { segment: true, why: true },
  'segment.left': { segment: true, why: true },
  'profile.changed': { fields: true },
  'reachable.changed': { channel: true, reachable: true },
  'address.suppressed': { channel: true, reason: true },
  'address.restored': { channel: true },
  'consent.changed': { channel: true, topic: true, status: true, source: true },
  'campaign.entered': { ...entry, variant: true },
  'campaign.held-out': { ...entry, group: true },
  'campaign.refused': { ...entry, reason: true, why: true },
  'campaign.exited': { ...step, reason: true },
  'campaign.converted': {
    ...entry,
    arm: true,
    orderId: true,
    valueMinor: true,
    earlierOrders: true,
    earlierMinor: true,
  },
  'message.requested': {
    ...step,
    channel: true,
    template: true,
    isPromotional: true,
    variant: true,
    offer: true,
    entry: true,
    expiresAt: true,
  },
  'message.deferred': { ...step, channel: true, reason: true, until: true },
  'message.suppressed': { ...step, channel: true, reason: true },
  'message.engaged': { ...step, engagement: true },
  'order.attributed': { ...step, orderId: true, touch: true, valueMinor: true, variant: true },
  'award.granted': { ...step, points: true, coupon: true },
  'webhook.requested': { ...step, endpoint: true, data: true },
  'task.requested': { ...step, title: true, note: true, dueAt: true },
  'case.opened': complaint,
  'case.closed': complaint,
};

export const FACT_KINDS = Object.keys(FACT_FIELDS);

/** Whether there are facts of this kind. */
export const isFactKind = (text: string): text is Kind => Object.hasOwn(FACT_FIELDS, text);

/** The names that a fact of a kind has fields of, apart from its kind and instant. */
export const fieldsOfFact = (kind: Kind): readonly string[] => Object.keys(FACT_FIELDS[kind]);

/** Fields that hold an instant, which scenarios write as a time. */
export const INSTANT_FIELDS: ReadonlySet<string> = new Set(['occurredAt', 'expiresAt', 'until', 'dueAt']);
