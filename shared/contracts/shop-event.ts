import * as z from 'zod';
import { normalPhone } from './normal-phone.ts';

const printable = /^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}#]+$/u;

/** Ids come from the shop. `#` separates the parts of a table key, so an id has none. */
const idSchema = z.string().min(1).max(128).regex(printable, 'must be printable characters without "#"');

/** ISO 4217 alphabetic code. */
const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as "USD"');

/** The most that an amount may be, in minor units. */
export const MOST_MINOR = 1_000_000_000_000;

/** Integer minor units of the currency (cents for USD, yen for JPY). */
const minorSchema = z
  .int({
    error: ({ code }) =>
      code === 'invalid_type'
        ? 'must be a whole number of minor units, such as 4900 for 49.00 USD'
        : undefined,
  })
  .min(0)
  .max(MOST_MINOR);

const ZONED = { offset: true, error: 'must be ISO 8601 with zone, such as "2026-05-01T10:00:00+08:00"' };

/** Of items: the longest text, the most of one, and the most of them in an event. */
export const ITEM_LIMITS = { text: 128, quantity: 1_000_000, items: 500 } as const;

const itemSchema = z.strictObject({
  sku: z.string().min(1).max(ITEM_LIMITS.text).describe('Stock keeping unit.'),
  category: z.string().min(1).max(ITEM_LIMITS.text).optional().describe("Category in the shop's catalogue."),
  quantity: z
    .number()
    .positive()
    .max(ITEM_LIMITS.quantity)
    .describe('How many, or how much where it is weighed.'),
  price: minorSchema.describe('Price of one, in minor units.'),
});

const orderPlacedSchema = z.strictObject({
  orderId: idSchema.describe('The order; the same again is the same order, perhaps with newer contents.'),
  total: minorSchema.describe('What the customer paid, after discounts, in minor units.'),
  currency: currencySchema.describe('ISO 4217 code of all amounts of the order.'),
  discount: minorSchema.optional().describe('How much was taken off, in minor units.'),
  items: z.array(itemSchema).max(ITEM_LIMITS.items).optional().describe('What was bought.'),
  channel: z.string().min(1).max(64).optional().describe('Where it was bought: "web", "store", ...'),
  coupon: z.string().min(1).max(64).optional().describe('Code that was redeemed.'),
});

const orderRefundedSchema = z.strictObject({
  orderId: idSchema.describe('The order whose money went back; it may arrive later than its refund.'),
  amount: minorSchema
    .min(1)
    .describe(
      "What went back, in minor units of the order's currency. The refunds of one order add up, to its total at most.",
    ),
  currency: currencySchema.describe("ISO 4217 code: the order's."),
  reason: z.string().max(256).optional().describe("Why, in the shop's own words."),
});

const consentSchema = z.strictObject({
  channel: z.enum(['email', 'sms']).describe('What the consent is for.'),
  topic: z
    .string()
    .max(64)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a name of topics.yaml such as "news"')
    .optional()
    .describe(
      'The topic of topics.yaml that it is for. Absent: the channel as a whole, which goes before any topic.',
    ),
  status: z
    .enum(['granted', 'withdrawn', 'pending'])
    .describe('What the customer said. pending: agreed, but not confirmed yet, which is no consent.'),
  source: z
    .string()
    .min(1)
    .max(64)
    .describe('Where the customer said so: "checkout", "preference-centre", "import", ...'),
  at: z.iso.datetime(ZONED).describe('When the customer said so: ISO 8601 with zone.'),
  wording: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .describe('The words that the customer agreed to, as they were shown. Kept in the record of consents.'),
  proof: z
    .string()
    .min(1)
    .max(128)
    .optional()
    .describe('Where the evidence is, without personal data: the id of a form or of a recording.'),
});

const customerUpdatedSchema = z.strictObject({
  attributes: z
    .record(
      z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'must be a name of letters, digits and "_"'),
      z.union([z.string().max(256), z.number(), z.boolean(), z.null()]),
    )
    .refine((attributes) => Object.keys(attributes).length <= 50, 'at most 50 attributes')
    .optional()
    .describe("Facts of the shop's own about the customer, without personal data. A null removes one."),
  contact: z
    .strictObject({
      email: z
        .email({ pattern: z.regexes.unicodeEmail })
        .max(254)
        .nullable()
        .optional()
        .describe('E-mail address.'),
      phone: z
        .string()
        .min(1)
        .max(64)
        .nullable()
        .optional()
        .describe(
          'Phone number in E.164 form such as "+8613800138000"; or, where `country` is told with it, as it is dialled there.',
        ),
      name: z.string().min(1).max(128).nullable().optional().describe('What to call the customer.'),
    })
    .optional()
    .describe(
      "Kept apart from the customer's state; only delivery and the connectors read it. A null removes a part.",
    ),
  birthday: z
    .string()
    .regex(/^(\d{4}|-)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be YYYY-MM-DD or --MM-DD')
    .optional()
    .describe('YYYY-MM-DD, or --MM-DD where the year is not known.'),
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a BCP 47 tag such as "zh-CN"')
    .optional()
    .describe('Language as a BCP 47 tag, for example "en" or "zh-CN".'),
  timeZone: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe("IANA zone; one that is not known falls back to the country's, then the shop's."),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 code such as "CN"')
    .optional()
    .describe('ISO 3166-1 alpha-2 code.'),
  consents: z.array(consentSchema).max(50).optional().describe('What the customer agreed to or withdrew.'),
});

const cartAbandonedSchema = z.strictObject({
  cartId: idSchema.describe('The cart.'),
  total: minorSchema.optional().describe('What is in it, in minor units.'),
  currency: currencySchema.optional().describe('ISO 4217 code of all amounts of the cart.'),
  items: z.array(itemSchema).max(ITEM_LIMITS.items).optional().describe('What is in it.'),
});

const invoiceIssuedSchema = z.strictObject({
  invoiceId: idSchema.describe('The invoice.'),
  orderId: idSchema.optional().describe('The order that it is for.'),
  total: minorSchema.describe('What is to be paid, in minor units.'),
  currency: currencySchema.describe('ISO 4217 code of the total.'),
  dueAt: z.iso.datetime(ZONED).describe('When it is to be paid: ISO 8601 with zone.'),
});

const invoicePaidSchema = z.strictObject({ invoiceId: idSchema.describe('The invoice.') });

const caseSchema = z.strictObject({ caseId: idSchema.describe('The complaint.') });

const engagementSchema = z.strictObject({
  campaign: z.string().min(1).max(64).describe('The campaign of the message.'),
  step: z.string().min(1).max(64).describe('Its step.'),
  occurrence: z
    .string()
    .min(1)
    .max(64)
    .describe("The entry that it belongs to, as the message's own facts say."),
});

const envelope = {
  id: idSchema.describe('Unique for ever: the same id again is the same event again.'),
  customerId: idSchema.describe("The shop's own id of the customer; not an address or a name."),
  occurredAt: z.iso
    .datetime(ZONED)
    .describe('When it happened at the shop, not when it was sent: ISO 8601 with zone.'),
};

/** Everything that a shop may emit, on the bus (source `shop.*`) or by `POST /events`. */
export const shopEventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...envelope,
    type: z.literal('order.placed').describe('A customer paid for an order.'),
    data: orderPlacedSchema.describe('The order.'),
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('order.refunded').describe('Money went back for an order, all or part.'),
    data: orderRefundedSchema.describe('The refund.'),
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('customer.updated').describe('Something about a customer is known or has changed.'),
    data: customerUpdatedSchema
      .transform(normalPhone)
      .describe('What is known now; what is left out stays as it was.'),
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('cart.abandoned').describe('A customer has left a cart without ordering.'),
    data: cartAbandonedSchema.describe('The cart.'),
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('invoice.issued').describe('A customer owes money by a date.'),
    data: invoiceIssuedSchema.describe('The invoice.'),
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('invoice.paid').describe('An invoice has been paid.'),
    data: invoicePaidSchema.describe('The invoice.'),
  }),
  z.strictObject({
    ...envelope,
    type: z
      .literal('case.opened')
      .describe('A customer has complained; promotion waits until the case is closed.'),
    data: caseSchema.describe('The case.'),
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('case.closed').describe('A complaint has been dealt with.'),
    data: caseSchema.describe('The case.'),
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('message.opened').describe('A customer has opened a message.'),
    data: engagementSchema.describe('The message.'),
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('message.clicked').describe('A customer has clicked a link of a message.'),
    data: engagementSchema.describe('The message.'),
  }),
]);

export type ShopEvent = z.infer<typeof shopEventSchema>;
