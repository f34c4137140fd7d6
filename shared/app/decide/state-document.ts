import * as z from 'zod';
import type { CountedOrder, CustomerState } from '../../domain/customer/customer-state.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Classes, FREQUENCIES, STAGES, TIERS } from '../../domain/segment/classes.ts';

/** An order as it is stored: id, instant, total; then, where they say something, refunded and currency. */
const orderTuple = z.tuple([z.string(), z.number(), z.number()]).rest(z.union([z.number(), z.string()]));

const stamped = <Value extends z.ZodType>(value: Value) => z.object({ value, at: z.number() });
const consent = z.object({
  status: z.enum(['granted', 'withdrawn']),
  at: z.number(),
  source: z.string(),
});

const classFields = {
  stage: z.enum(STAGES),
  tier: z.enum(TIERS),
  frequency: z.enum(FREQUENCIES),
  /** Three digits, recency first. */
  rfm: z
    .string()
    .regex(/^[1-5]{3}$/)
    .optional(),
};

/**
 * The customer's state as it is stored (JSON; a key without a value is not written). DynamoDB charges writes by the kilobyte, so orders are tuples, the currency
 * stands once, and what is empty is left out.
 */
const stateDocumentSchema = z.object({
  asOf: z.number(),
  ...classFields,
  currency: z.string().optional(),
  orders: z.array(orderTuple).optional(),
  earlier: z
    .object({
      orders: z.number(),
      occasions: z.number(),
      netMinor: z.record(z.string(), z.number()),
      firstAt: z.number(),
      lastAt: z.number(),
    })
    .optional(),
  earlyRefunds: z.record(z.string(), z.object({ amountMinor: z.number(), at: z.number() })).optional(),
  attributes: z
    .record(z.string(), stamped(z.union([z.string(), z.number(), z.boolean(), z.null()])))
    .optional(),
  locale: stamped(z.string()).optional(),
  timeZone: stamped(z.string()).optional(),
  country: stamped(z.string()).optional(),
  birthday: stamped(z.string()).optional(),
  email: consent.optional(),
  sms: consent.optional(),
  hasEmail: stamped(z.boolean()).optional(),
  hasPhone: stamped(z.boolean()).optional(),
  /** Campaign, step, instant. */
  messages: z.array(z.tuple([z.string(), z.string(), z.number()])).optional(),
});

export type StateDocument = z.infer<typeof stateDocumentSchema>;

export function encodeState(state: CustomerState): StateDocument {
  const { classes, profile, consents, reachable } = state;
  const currency = state.orders[0]?.currency;
  return {
    asOf: state.asOf,
    stage: classes.stage,
    tier: classes.tier,
    frequency: classes.frequency,
    rfm: classes.rfm && `${classes.rfm.r}${classes.rfm.f}${classes.rfm.m}`,
    currency,
    orders: nonEmpty(state.orders.map((order) => encodeOrder(order, currency))),
    earlier: state.earlier,
    earlyRefunds: nonEmptyRecord(state.earlyRefunds),
    attributes: nonEmptyRecord(profile.attributes),
    locale: profile.locale,
    timeZone: profile.timeZone,
    country: profile.country,
    birthday: profile.birthday,
    email: consents.email,
    sms: consents.sms,
    hasEmail: reachable.email,
    hasPhone: reachable.sms,
    messages: nonEmpty(
      state.messages.map(({ campaign, step, at }): [string, string, number] => [campaign, step, at]),
    ),
  };
}

/** Throws a ZodError for a document of another shape. */
export function decodeState(customerId: string, body: unknown): CustomerState {
  const document = stateDocumentSchema.parse(body);
  const { currency = '' } = document;
  return {
    customerId,
    asOf: document.asOf,
    orders: (document.orders ?? []).map((tuple) => decodeOrder(tuple, currency)),
    ...(document.earlier && { earlier: document.earlier }),
    earlyRefunds: document.earlyRefunds ?? {},
    classes: classesOf(document),
    profile: {
      attributes: document.attributes ?? {},
      ...(document.locale && { locale: document.locale }),
      ...(document.timeZone && { timeZone: document.timeZone }),
      ...(document.country && { country: document.country }),
      ...(document.birthday && { birthday: document.birthday }),
    },
    consents: {
      ...(document.email && { email: document.email }),
      ...(document.sms && { sms: document.sms }),
    },
    reachable: {
      ...(document.hasEmail && { email: document.hasEmail }),
      ...(document.hasPhone && { sms: document.hasPhone }),
    },
    messages: (document.messages ?? []).map(([campaign, step, at]) => ({ campaign, step, at })),
  };
}

const headSchema = z.object({ asOf: z.number(), ...classFields });

/** Only the classes of a stored state and when they held, which is cheaper to read. Throws a ZodError. */
export function decodeClasses(body: unknown): { readonly asOf: Instant; readonly classes: Classes } {
  const head = headSchema.parse(body);
  return { asOf: head.asOf, classes: classesOf(head) };
}

const classesOf = ({ stage, tier, frequency, rfm }: Omit<z.infer<typeof headSchema>, 'asOf'>): Classes => ({
  stage,
  tier,
  frequency,
  ...(rfm !== undefined && { rfm: { r: Number(rfm[0]), f: Number(rfm[1]), m: Number(rfm[2]) } }),
});

function encodeOrder(order: CountedOrder, currency: string | undefined): z.infer<typeof orderTuple> {
  const { orderId, at, totalMinor, refundedMinor } = order;
  if (order.currency !== currency) return [orderId, at, totalMinor, refundedMinor, order.currency];
  return refundedMinor === 0 ? [orderId, at, totalMinor] : [orderId, at, totalMinor, refundedMinor];
}

const decodeOrder = (
  [orderId, at, totalMinor, refundedMinor, own]: z.infer<typeof orderTuple>,
  currency: string,
): CountedOrder => ({
  orderId,
  at,
  totalMinor,
  currency: own === undefined ? currency : String(own),
  refundedMinor: Number(refundedMinor ?? 0),
});

const nonEmpty = <T>(list: T[]): T[] | undefined => (list.length === 0 ? undefined : list);

/** Keys in order, so that equal states are equal documents. */
function nonEmptyRecord<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> | undefined {
  const keys = Object.keys(record);
  if (keys.length <= 1) return keys.length === 0 ? undefined : record;
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
