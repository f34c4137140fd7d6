import * as z from 'zod';
import { STAGES, TIERS } from '../../domain/segment/classes.ts';
import { SCENARIO_EVENTS, scenarioCustomerSchema, timelineFrame } from './scenario-events.ts';
import { scenarioTimeSchema } from './scenario-time.ts';

const nameSchema = z.string().min(1).max(64);
const customer = nameSchema
  .optional()
  .describe('Which of the customers; may be left out where the scenario has one only.');

const within = z
  .tuple([scenarioTimeSchema, scenarioTimeSchema])
  .optional()
  .describe('The time is not before the first and not after the second of these.');

const messageSchema = z
  .strictObject({
    campaign: nameSchema.describe('The campaign that asks for it.'),
    step: nameSchema.optional().describe('The step that asks for it.'),
    at: scenarioTimeSchema
      .optional()
      .describe('When it is asked for: a date alone is that whole day, 10:00 that whole minute.'),
    within,
    channel: z.enum(['email', 'sms']).optional().describe('How it goes.'),
    template: nameSchema.optional().describe('What it says.'),
    variant: nameSchema.optional().describe('The variant that the customer is in.'),
    offer: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .optional()
      .describe('What it offers, or those parts of it that matter.'),
  })
  .describe('One message. What is left out does not matter.');

const factSchema = z
  .looseObject({
    kind: z.string().min(1).describe('Kind of the fact, such as campaign.entered.'),
    at: scenarioTimeSchema
      .optional()
      .describe('When it becomes true: a date alone is that whole day, 10:00 that whole minute.'),
    within,
  })
  .describe('A fact: its kind and those of its fields that matter. What is left out does not matter.');

const stateSchema = z
  .strictObject({
    stage: z.enum(STAGES).optional().describe('Lifecycle stage.'),
    tier: z.enum(TIERS).optional().describe('Value tier.'),
    segments: z
      .array(nameSchema)
      .optional()
      .describe("The shop's own segments that the customer is in, all of them."),
    attributes: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .optional()
      .describe(
        "The shop's own facts about the customer; null: there is no such fact. Others do not matter.",
      ),
    journeys: z
      .array(
        z
          .strictObject({
            campaign: nameSchema.describe('The campaign.'),
            step: nameSchema.optional().describe('Where in it the customer stands.'),
            variant: nameSchema.optional().describe('The variant that the customer is in.'),
          })
          .describe('One journey.'),
      )
      .optional()
      .describe('The campaigns that the customer is under way in, all of them.'),
  })
  .describe('How things stand with the customer at that instant.');

const expectation = {
  customer,
  messages: z
    .array(messageSchema)
    .optional()
    .describe(
      'All messages that were asked for, in order of time, since what was expected of the customer before. An empty list: none.',
    ),
  facts: z
    .array(factSchema)
    .optional()
    .describe('Facts that must be among those since then, each one another.'),
  no: z.array(factSchema).optional().describe('Facts that must not be among those since then.'),
  state: stateSchema.optional(),
};

const campaign = nameSchema.describe('The campaign.');

const timelineSchema = z.discriminatedUnion('kind', [
  ...SCENARIO_EVENTS,
  z
    .strictObject({
      kind: z.enum(['pause', 'resume', 'stop']).describe('Somebody pauses, resumes or stops a campaign.'),
      ...timelineFrame,
      campaign,
    })
    .describe('What a person decides about a running campaign.'),
  z
    .strictObject({
      kind: z.literal('publish').describe('The campaign is published; up to here it did not hold.'),
      ...timelineFrame,
      campaign,
    })
    .describe('A campaign is seen for the first time.'),
  z
    .strictObject({
      kind: z.literal('edit').describe("The shop's files change."),
      ...timelineFrame,
      file: z
        .string()
        .min(1)
        .max(256)
        .describe("The file that changes, within the shop's folder: campaigns/win-back.yaml."),
      with: z
        .string()
        .min(1)
        .max(256)
        .optional()
        .describe(
          "What it says from now on: another file within the shop's folder, such as tests/edits/win-back.yaml. Absent: the file is removed.",
        ),
    })
    .describe('Files are edited and deployed while customers are under way.'),
  z
    .strictObject({
      kind: z.literal('expect').describe('What must be so at this instant.'),
      ...timelineFrame,
      ...expectation,
    })
    .describe('What must have happened by then.'),
]);

/** One file in tests/: what happens to some customers, and what must follow. */
export const scenarioFileSchema = z.strictObject({
  description: z.string().min(1).max(500).describe('What it shows, in one sentence.'),
  start: scenarioTimeSchema.describe('When the clock starts.'),
  until: scenarioTimeSchema
    .optional()
    .describe('When it stops; at the last entry of the timeline where absent.'),
  zone: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe("IANA zone of the times that have no offset; the shop's where absent."),
  campaigns: z
    .array(nameSchema)
    .min(1)
    .optional()
    .describe('The campaigns that run; all of the shop where absent.'),
  holdout: z
    .enum(['none', 'as-drawn'])
    .default('none')
    .describe(
      'none: nobody is held out or in the control group, unless "arms" says so. as-drawn: groups fall as they do for customers of these very ids.',
    ),
  customers: z
    .record(
      z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'must be a name of letters, digits, "-" and "_"'),
      scenarioCustomerSchema.describe('One customer.'),
    )
    .refine((customers) => Object.keys(customers).length > 0, 'must have at least one customer')
    .describe('The customers by name, as they are when the clock starts.'),
  timeline: z.array(timelineSchema).max(500).default([]).describe('What happens, in order of time.'),
  expect: z
    .array(z.strictObject(expectation).describe('What must be so of one customer.'))
    .default([])
    .describe('What must be so at the end.'),
});

export type ScenarioFile = z.infer<typeof scenarioFileSchema>;
export type ExpectationFile = ScenarioFile['expect'][number];
