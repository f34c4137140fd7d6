import * as z from 'zod';
import { namedValuesSchema, stepFields } from './send-step.ts';
import { slugSchema } from './slug.ts';

export const awardStepSchema = z
  .strictObject({
    kind: z.literal('award').describe('Gives points, a coupon, or both.'),
    ...stepFields,
    points: z.int().min(1).max(1_000_000).optional().describe('Points to give.'),
    coupon: z.string().min(1).max(64).optional().describe('Code of a coupon to give.'),
  })
  .superRefine(({ points, coupon }, context) => {
    if (points !== undefined || coupon !== undefined) return;
    context.addIssue({ code: 'custom', path: [], message: 'an award has "points", a "coupon", or both' });
  })
  .describe('Gives the customer points or a coupon.');

export const webhookStepSchema = z
  .strictObject({
    kind: z.literal('webhook').describe('Tells another system.'),
    ...stepFields,
    endpoint: slugSchema('warehouse').describe(
      'Name of the endpoint in endpoints.yaml. Without that file it is told on the bus alone.',
    ),
    data: namedValuesSchema.default({}).describe('What it is told, beside campaign, step and customer.'),
  })
  .describe('Tells another system of the customer.');

export const taskStepSchema = z
  .strictObject({
    kind: z.literal('task').describe('Asks a person to do something.'),
    ...stepFields,
    title: z.string().min(1).max(120).describe('What is to be done, such as "Call the customer".'),
    note: z.string().min(1).max(1000).optional().describe('What else the person should know.'),
    dueInDays: z.int().min(0).max(90).default(2).describe('Days in which it is to be done.'),
  })
  .describe('Asks somebody of the sales team for a call or the like.');

export const setStepSchema = z
  .strictObject({
    kind: z.literal('set').describe('Writes attributes of the customer.'),
    ...stepFields,
    attributes: z
      .record(
        z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'must be a name of letters, digits and "_"'),
        z.union([z.string().max(256), z.number(), z.boolean(), z.null()], {
          error: 'must be text, a number, true, false or null',
        }),
      )
      .refine((attributes) => Object.keys(attributes).length > 0, { error: 'must name an attribute' })
      .refine((attributes) => Object.keys(attributes).length <= 10, { error: 'must have at most 10 entries' })
      .describe('Attributes and their new values; null removes one.'),
  })
  .describe("Writes facts of the shop's own about the customer.");

export const exitStepSchema = z
  .strictObject({ kind: z.literal('exit').describe('Ends the journey.'), ...stepFields })
  .describe('Ends the journey here.');
