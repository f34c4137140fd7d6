import * as z from 'zod';
import { amountSchema } from './amount.ts';
import { scenarioTimeSchema, stretchSchema } from './scenario-time.ts';
import { localeSchema } from './shop-file.ts';

const nameSchema = z.string().min(1).max(64);

/** When an entry of the timeline happens, and to whom. */
const frame = {
  at: scenarioTimeSchema.optional().describe('When it happens.'),
  after: stretchSchema
    .optional()
    .describe(
      'How long after the entry before it, such as 3d. Without "at" and "after" it is at the same instant.',
    ),
  customer: nameSchema
    .optional()
    .describe('Which of the customers; may be left out where the scenario has one only.'),
};

const itemSchema = z
  .strictObject({
    sku: z.string().min(1).max(128).describe('Stock keeping unit.'),
    category: z.string().min(1).max(128).optional().describe("Category in the shop's catalogue."),
    quantity: z.number().positive().default(1).describe('How many.'),
    price: amountSchema.default(0).describe('Price of one, in units of the currency.'),
  })
  .describe('One kind of item.');

const items = z.array(itemSchema).max(100).optional().describe('What was in it.');
const total = amountSchema.describe('What it came to, in units (not minor units) of the currency.');
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as "USD"')
  .optional()
  .describe("ISO 4217 code; the shop's own currency where absent.");
const orderId = nameSchema.describe('Id of the order.');
const invoiceId = nameSchema.describe('Id of the invoice.');

const profile = {
  locale: localeSchema.optional().describe('Language that the customer reads.'),
  timeZone: z.string().min(1).max(64).optional().describe('IANA zone of the customer.'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 code such as "CN"')
    .optional()
    .describe('ISO 3166-1 alpha-2 code.'),
  birthday: z
    .string()
    .regex(/^(\d{4}|-)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be YYYY-MM-DD or --MM-DD')
    .optional()
    .describe('YYYY-MM-DD, or --MM-DD where the year is not known.'),
  attributes: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .optional()
    .describe("The shop's own facts about the customer. A null removes one."),
};

/** reachable: there is an address, and the customer agreed. no-consent: there is an address. no-address: the customer agreed. */
const channelSchema = z.enum(['reachable', 'no-consent', 'no-address', 'nothing']);
export type ScenarioChannel = z.infer<typeof channelSchema>;
const MEANING =
  'reachable: there is an address and consent; no-consent: an address only; no-address: consent only; nothing: neither.';

/** Who a customer of a scenario is when its clock starts. */
export const scenarioCustomerSchema = z.strictObject({
  ...profile,
  email: channelSchema.default('reachable').describe(`E-mail. ${MEANING}`),
  sms: channelSchema.default('nothing').describe(`Text messages. ${MEANING}`),
  arm: z
    .literal('control')
    .optional()
    .describe(
      "The customer is in the shop's control group, which gets no promotion; nobody else of the scenario is.",
    ),
  arms: z
    .record(z.string(), nameSchema)
    .optional()
    .describe(
      'By campaign: "holdout", or the name of a variant. A campaign that is not named holds the customer out neither.',
    ),
  history: z
    .array(z.lazy(() => historyEntrySchema))
    .max(200)
    .default([])
    .describe('What happened before the clock starts, in order of time. No campaign takes note of it.'),
});

const orderPlaced = z
  .strictObject({
    kind: z.literal('order.placed').describe('The customer paid for an order.'),
    ...frame,
    orderId: orderId.optional(),
    total,
    currency,
    discount: amountSchema.optional().describe('How much was taken off, in units of the currency.'),
    channel: nameSchema.optional().describe('Where it was bought: "web", "store", ...'),
    coupon: nameSchema.optional().describe('Code that was redeemed.'),
    items,
  })
  .describe('An order.');

const orderRefunded = z
  .strictObject({
    kind: z.literal('order.refunded').describe('Money went back for an order.'),
    ...frame,
    orderId,
    amount: total,
    currency,
  })
  .describe('A refund.');

const customerUpdated = z
  .strictObject({
    kind: z.literal('customer.updated').describe('Something about the customer has changed.'),
    ...frame,
    ...profile,
    email: channelSchema.optional().describe(`E-mail from now on. ${MEANING}`),
    sms: channelSchema.optional().describe(`Text messages from now on. ${MEANING}`),
  })
  .describe('News of the customer.');

const otherEvents = [
  z
    .strictObject({
      kind: z.literal('cart.abandoned').describe('The customer left a cart behind.'),
      ...frame,
      cartId: nameSchema.optional().describe('Id of the cart.'),
      total: total.optional(),
      currency,
      items,
    })
    .describe('A cart left behind.'),
  z
    .strictObject({
      kind: z.literal('invoice.issued').describe('The customer owes money.'),
      ...frame,
      invoiceId,
      orderId: orderId.optional(),
      total,
      currency,
      dueAt: scenarioTimeSchema.describe('When it is to be paid.'),
    })
    .describe('An invoice.'),
  z
    .strictObject({
      kind: z.literal('invoice.paid').describe('The customer paid an invoice.'),
      ...frame,
      invoiceId,
    })
    .describe('The payment of an invoice.'),
  z
    .strictObject({
      kind: z.enum(['case.opened', 'case.closed']).describe('A complaint is open, or closed again.'),
      ...frame,
      caseId: nameSchema.describe('Id of the complaint.'),
    })
    .describe('A complaint.'),
  z
    .strictObject({
      kind: z
        .enum(['message.opened', 'message.clicked'])
        .describe('The customer opened the message that a step sent last, or clicked a link in it.'),
      ...frame,
      campaign: nameSchema.describe('The campaign that sent it.'),
      step: nameSchema.describe('The step that sent it.'),
    })
    .describe('What the customer did with a message.'),
] as const;

/** What can happen to a customer. */
export const SCENARIO_EVENTS = [orderPlaced, orderRefunded, customerUpdated, ...otherEvents] as const;

const ago = stretchSchema.optional().describe('How long before the clock starts, such as 200d.');

const historyEntrySchema = z
  .discriminatedUnion('kind', [
    orderPlaced.omit({ after: true, customer: true }).extend({ ago }),
    orderRefunded.omit({ after: true, customer: true }).extend({ ago }),
    customerUpdated.omit({ after: true, customer: true }).extend({ ago }),
  ])
  .describe('Something that happened before: give "ago" or "at".');

const scenarioEventSchema = z.discriminatedUnion('kind', [...SCENARIO_EVENTS]);
export type ScenarioEvent = z.infer<typeof scenarioEventSchema>;
export type ScenarioCustomerFile = z.infer<typeof scenarioCustomerSchema>;
export type HistoryEntry = z.infer<typeof historyEntrySchema>;
export const timelineFrame = { at: frame.at, after: frame.after };
