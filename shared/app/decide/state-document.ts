import * as z from 'zod';
import type {
  Consent,
  CountedOrder,
  CustomerState,
  Exposure,
  Journey,
  OrderContents,
  RequestedMessage,
  SoftBounce,
} from '../../domain/customer/customer-state.ts';
import type { Instant } from '../../domain/instant.ts';
import {
  type Classes,
  FREQUENCIES,
  NOVELTY_NEEDS,
  PRICE_NEEDS,
  STAGES,
  TIERS,
} from '../../domain/segment/classes.ts';
import { rfmKey } from '../../domain/segment/rfm-score.ts';

/** Contents as stored: discounted (1) or not, channel ('' for none), then SKU, percent of the value and category of each item. */
const contentsTuple = z.tuple([
  z.number(),
  z.string(),
  z.array(z.tuple([z.string(), z.number(), z.string().optional()])),
]);

/** An order as stored: id, instant, total; then, up to the last that says something, refunded, currency ('' for the usual) and contents. */
const orderTuple = z.tuple([
  z.string(),
  z.number(),
  z.number(),
  z.number().optional(),
  z.string().optional(),
  contentsTuple.optional(),
]);

const stamped = <Value extends z.ZodType>(value: Value) => z.object({ value, at: z.number() });
const consent = z
  .object({
    status: z.enum(['granted', 'withdrawn', 'pending']),
    at: z.number(),
    source: z.string(),
    asked: z.number().optional(),
  })
  .transform(({ asked, ...said }): Consent => (asked === undefined ? said : { ...said, asked }));

const suppressedSchema = z.object({
  reason: z.enum(['hard-bounce', 'soft-bounces', 'complaint']),
  at: z.number(),
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
  price: z.enum(PRICE_NEEDS).optional(),
  novelty: z.enum(NOVELTY_NEEDS).optional(),
  segments: z.array(z.string()).optional(),
};

/** Campaign, step, occurrence, instant, channel; then, up to the last that says something, whether it is transactional (1), variant ('' for none), opened and clicked (0 for not). */
const messageTuple = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.number(),
  z.enum(['email', 'sms']),
  z.number().optional(),
  z.string().optional(),
  z.number().optional(),
  z.number().optional(),
]);

const journeySchema = z.object({
  campaign: z.string(),
  occurrence: z.string(),
  enteredAt: z.number(),
  phase: z.enum(['booked', 'ready', 'waiting']),
  step: z.string(),
  until: z.number(),
  variant: z.string().optional(),
  entry: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).optional(),
  held: z.object({ since: z.number(), reason: z.enum(['quiet', 'capped', 'case']) }).optional(),
});

/** Campaign, occurrence, arm, from, until; then, where they bought, orders and their value. */
const exposureTuple = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.number(),
  z.number(),
  z.number().optional(),
  z.number().optional(),
]);

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
  phoneCountry: stamped(z.string()).optional(),
  birthday: stamped(z.string()).optional(),
  email: consent.optional(),
  sms: consent.optional(),
  /** By channel and topic. */
  topics: z.record(z.string(), consent).optional(),
  hasEmail: stamped(z.boolean()).optional(),
  hasPhone: stamped(z.boolean()).optional(),
  badEmail: suppressedSchema.optional(),
  badPhone: suppressedSchema.optional(),
  /** Soft bounces: message and instant. */
  softEmail: z.array(z.tuple([z.string(), z.number()])).optional(),
  softPhone: z.array(z.tuple([z.string(), z.number()])).optional(),
  messages: z.array(messageTuple).optional(),
  journeys: z.array(journeySchema).optional(),
  /** By campaign, the last entry. */
  entries: z.record(z.string(), z.number()).optional(),
  exposures: z.array(exposureTuple).optional(),
  cases: z.array(z.string()).optional(),
});

/** As decoded, what is absent may be undefined; as written, it is not there. */
type StoredJourney = Journey;

export type StateDocument = Omit<z.infer<typeof stateDocumentSchema>, 'journeys'> & {
  readonly journeys?: readonly StoredJourney[] | undefined;
};

export function encodeState(state: CustomerState): StateDocument {
  const { classes, profile, consents, reachable } = state;
  const currency = state.orders[0]?.currency;
  return {
    asOf: state.asOf,
    stage: classes.stage,
    tier: classes.tier,
    frequency: classes.frequency,
    rfm: classes.rfm && rfmKey(classes.rfm),
    price: classes.price,
    novelty: classes.novelty,
    segments: nonEmpty([...state.segments]),
    currency,
    orders: nonEmpty(state.orders.map((order) => encodeOrder(order, currency))),
    earlier: state.earlier,
    earlyRefunds: nonEmptyRecord(state.earlyRefunds),
    attributes: nonEmptyRecord(profile.attributes),
    locale: profile.locale,
    timeZone: profile.timeZone,
    country: profile.country,
    phoneCountry: profile.phoneCountry,
    birthday: profile.birthday,
    email: consents.email,
    sms: consents.sms,
    topics: nonEmptyRecord(state.topics ?? {}),
    hasEmail: reachable.email,
    hasPhone: reachable.sms,
    badEmail: state.suppressed?.email,
    badPhone: state.suppressed?.sms,
    softEmail: encodeBounces(state.softBounces?.email),
    softPhone: encodeBounces(state.softBounces?.sms),
    messages: nonEmpty(state.messages.map(encodeMessage)),
    journeys: nonEmpty(state.journeys.map(encodeJourney)),
    entries: nonEmptyRecord(state.entries),
    exposures: nonEmpty(state.exposures.map(encodeExposure)),
    cases: nonEmpty([...state.openCases]),
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
    segments: document.segments ?? [],
    profile: {
      attributes: document.attributes ?? {},
      ...(document.locale && { locale: document.locale }),
      ...(document.timeZone && { timeZone: document.timeZone }),
      ...(document.country && { country: document.country }),
      ...(document.phoneCountry && { phoneCountry: document.phoneCountry }),
      ...(document.birthday && { birthday: document.birthday }),
    },
    consents: {
      ...(document.email && { email: document.email }),
      ...(document.sms && { sms: document.sms }),
    },
    ...(document.topics && { topics: document.topics }),
    reachable: {
      ...(document.hasEmail && { email: document.hasEmail }),
      ...(document.hasPhone && { sms: document.hasPhone }),
    },
    ...decodeFaults(document),
    messages: (document.messages ?? []).map(decodeMessage),
    journeys: (document.journeys ?? []).map(decodeJourney),
    entries: document.entries ?? {},
    exposures: (document.exposures ?? []).map(decodeExposure),
    openCases: document.cases ?? [],
  };
}

const encodeBounces = (bounces: readonly SoftBounce[] = []): [string, number][] | undefined =>
  nonEmpty(bounces.map(({ message, at }) => [message, at]));

const decodeBounces = (bounces: readonly (readonly [string, number])[]): readonly SoftBounce[] =>
  bounces.map(([message, at]) => ({ message, at }));

/** What is wrong with the customer's addresses; nothing where nothing is. */
function decodeFaults({
  badEmail,
  badPhone,
  softEmail,
  softPhone,
}: z.infer<typeof stateDocumentSchema>): Pick<CustomerState, 'suppressed' | 'softBounces'> {
  const isSuppressed = badEmail !== undefined || badPhone !== undefined;
  const isFailing = softEmail !== undefined || softPhone !== undefined;
  return {
    ...(isSuppressed && {
      suppressed: { ...(badEmail && { email: badEmail }), ...(badPhone && { sms: badPhone }) },
    }),
    ...(isFailing && {
      softBounces: {
        ...(softEmail && { email: decodeBounces(softEmail) }),
        ...(softPhone && { sms: decodeBounces(softPhone) }),
      },
    }),
  };
}

const headSchema = z.object({ asOf: z.number(), ...classFields });

/** What a customer is counted under, and since when. */
export interface StoredClasses {
  readonly asOf: Instant;
  readonly classes: Classes;
  readonly segments: readonly string[];
}

/** Only the classes of a stored state and when they held, which is cheaper to read. Throws a ZodError. */
export function decodeClasses(body: unknown): StoredClasses {
  const head = headSchema.parse(body);
  return { asOf: head.asOf, classes: classesOf(head), segments: head.segments ?? [] };
}

const classesOf = ({ stage, tier, frequency, rfm, price, novelty }: z.infer<typeof headSchema>): Classes => ({
  stage,
  tier,
  frequency,
  ...(rfm !== undefined && { rfm: { r: Number(rfm[0]), f: Number(rfm[1]), m: Number(rfm[2]) } }),
  ...(price !== undefined && { price }),
  ...(novelty !== undefined && { novelty }),
});

function encodeOrder(order: CountedOrder, usual: string | undefined): z.infer<typeof orderTuple> {
  const { orderId, at, totalMinor, refundedMinor, contents } = order;
  const currency = order.currency === usual ? '' : order.currency;
  if (contents !== undefined)
    return [orderId, at, totalMinor, refundedMinor, currency, encodeContents(contents)];
  if (currency !== '') return [orderId, at, totalMinor, refundedMinor, currency];
  return refundedMinor === 0 ? [orderId, at, totalMinor] : [orderId, at, totalMinor, refundedMinor];
}

const encodeContents = ({ discounted, channel, items }: OrderContents): z.infer<typeof contentsTuple> => [
  discounted ? 1 : 0,
  channel ?? '',
  items.map(({ sku, percent, category }) =>
    category === undefined ? [sku, percent] : [sku, percent, category],
  ),
];

function decodeOrder(
  [orderId, at, totalMinor, refundedMinor = 0, currency = '', contents]: z.infer<typeof orderTuple>,
  usual: string,
): CountedOrder {
  const order = { orderId, at, totalMinor, currency: currency === '' ? usual : currency, refundedMinor };
  return contents === undefined ? order : { ...order, contents: decodeContents(contents) };
}

const decodeContents = ([discounted, channel, items]: z.infer<typeof contentsTuple>): OrderContents => ({
  discounted: discounted === 1,
  ...(channel !== '' && { channel }),
  items: items.map(([sku, percent, category]) => ({
    sku,
    ...(category !== undefined && { category }),
    percent,
  })),
});

function encodeMessage(message: RequestedMessage): z.infer<typeof messageTuple> {
  const { campaign, step, occurrence, at, channel, isPromotional } = message;
  const { variant = '', openedAt = 0, clickedAt = 0 } = message;
  const transactional = isPromotional ? 0 : 1;
  if (clickedAt > 0)
    return [campaign, step, occurrence, at, channel, transactional, variant, openedAt, clickedAt];
  if (openedAt > 0) return [campaign, step, occurrence, at, channel, transactional, variant, openedAt];
  if (variant !== '') return [campaign, step, occurrence, at, channel, transactional, variant];
  return isPromotional
    ? [campaign, step, occurrence, at, channel]
    : [campaign, step, occurrence, at, channel, 1];
}

const decodeMessage = ([
  campaign,
  step,
  occurrence,
  at,
  channel,
  transactional = 0,
  variant = '',
  openedAt = 0,
  clickedAt = 0,
]: z.infer<typeof messageTuple>): RequestedMessage => ({
  ...{ campaign, step, occurrence, at, channel, isPromotional: transactional === 0 },
  ...(variant !== '' && { variant }),
  ...(openedAt > 0 && { openedAt }),
  ...(clickedAt > 0 && { clickedAt }),
});

/** Fields in order, so that equal states are equal documents. */
const encodeJourney = (journey: Journey): StoredJourney => ({
  campaign: journey.campaign,
  occurrence: journey.occurrence,
  enteredAt: journey.enteredAt,
  phase: journey.phase,
  step: journey.step,
  until: journey.until,
  ...(journey.variant !== undefined && { variant: journey.variant }),
  ...(journey.entry !== undefined && { entry: journey.entry }),
  ...(journey.held !== undefined && { held: journey.held }),
});

/** What is read lacks what is absent, rather than having it undefined. */
function decodeJourney({ variant, entry, held, ...journey }: z.infer<typeof journeySchema>): Journey {
  return {
    ...journey,
    ...(variant !== undefined && { variant }),
    ...(entry !== undefined && { entry }),
    ...(held !== undefined && { held }),
  };
}

const encodeExposure = (exposure: Exposure): z.infer<typeof exposureTuple> => {
  const { campaign, occurrence, arm, at, until, orders, valueMinor } = exposure;
  return orders === 0
    ? [campaign, occurrence, arm, at, until]
    : [campaign, occurrence, arm, at, until, orders, valueMinor];
};

const decodeExposure = ([campaign, occurrence, arm, at, until, orders = 0, valueMinor = 0]: z.infer<
  typeof exposureTuple
>): Exposure => ({ campaign, occurrence, arm, at, until, orders, valueMinor });

const nonEmpty = <T>(list: T[]): T[] | undefined => (list.length === 0 ? undefined : list);

/** Keys in order, so that equal states are equal documents. */
function nonEmptyRecord<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> | undefined {
  const keys = Object.keys(record);
  if (keys.length <= 1) return keys.length === 0 ? undefined : record;
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
