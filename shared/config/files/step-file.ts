import * as z from 'zod';
import { conditionTextSchema } from './condition-text.ts';
import { durationTextSchema } from './duration-text.ts';
import {
  awardStepSchema,
  exitStepSchema,
  setStepSchema,
  taskStepSchema,
  webhookStepSchema,
} from './effect-steps.ts';
import { eventConditionSchema, eventKindSchema } from './event-pattern.ts';
import { refineOneOf } from './one-of-fields.ts';
import { percentSchema, refineShares } from './percentages.ts';
import { sendStepSchema, stepFields } from './send-step.ts';
import { slugSchema } from './slug.ts';
import { timeOfDaySchema } from './time-of-day.ts';
import { weekdaysSchema } from './weekly-hours.ts';

/** Steps within steps. */
const innerStepsSchema: z.ZodType<StepFile[]> = z.lazy(() => z.array(stepFileSchema).max(50));

const waitFields = {
  kind: z
    .literal('wait')
    .describe('Waits: "for" a while, "until" a time of day, for a "date", or for an "event".'),
  ...stepFields,
  for: durationTextSchema(366).optional().describe('How long, such as 7d, 4h or 30m.'),
  until: timeOfDaySchema()
    .optional()
    .describe("The next time that the customer's clock shows this, such as '10:00'."),
  days: weekdaysSchema.optional().describe('Of until: the days of the week that will do. Absent: any.'),
  date: z
    .string()
    .regex(
      /^entry\.[A-Za-z]\w*$/,
      'must name an instant of the event that began the journey, such as entry.dueAt',
    )
    .optional()
    .describe(
      'An instant that the event which began the journey told, such as entry.dueAt. One that has passed is not waited for.',
    ),
  offsetDays: z
    .int()
    .min(-366)
    .max(366)
    .optional()
    .describe('Of date: days from it; -3 is three days before. Absent: 0.'),
  at: timeOfDaySchema()
    .optional()
    .describe(
      "Of date: the time of that day, by the customer's clock. Absent: the time of the instant itself.",
    ),
  event: eventKindSchema.optional().describe('An event of the customer.'),
  when: eventConditionSchema.optional(),
  within: durationTextSchema(366).optional().describe('Of event: how long it is waited for.'),
};

const waitStepSchema = z
  .strictObject({
    ...waitFields,
    onEvent: innerStepsSchema
      .optional()
      .describe('Steps for those to whom it happens in time. Then all go on.'),
    onTimeout: innerStepsSchema.optional().describe('Steps for those to whom it does not. Then all go on.'),
  })
  .superRefine(
    refineOneOf({
      of: 'a wait',
      fields: {
        for: [],
        until: ['days'],
        date: ['offsetDays', 'at'],
        event: ['when', 'within', 'onEvent', 'onTimeout'],
      },
    }),
  )
  .superRefine(({ event, within }, context) => {
    if (event === undefined || within !== undefined) return;
    const message = 'missing field "within": how long the event is waited for, such as 4h';
    context.addIssue({ code: 'custom', path: ['event'], message });
  })
  .describe('Waits for a while (for), until a time of day, for a date or for an event: one of the four.');

const branchStepSchema = z
  .strictObject({
    kind: z.literal('branch').describe('Goes one way or another by conditions.'),
    ...stepFields,
    cases: z
      .array(
        z.strictObject({
          when: conditionTextSchema.describe('CEL condition of those who go this way.'),
          steps: innerStepsSchema.describe('What is done for them. Then all go on.'),
        }),
      )
      .min(1)
      .max(20)
      .describe('The first whose condition holds is taken.'),
    otherwise: innerStepsSchema.optional().describe('Steps for those whom no case fits.'),
  })
  .describe('Goes the way of the first condition that holds; all ways meet again after it.');

const splitStepSchema = z
  .strictObject({
    kind: z.literal('split').describe('Goes one way or another by chance.'),
    ...stepFields,
    ways: z
      .array(
        z.strictObject({
          name: slugSchema('with-offer').describe('Name of the way, once in the split.'),
          percent: percentSchema.describe('Part of the customers who go this way.'),
          steps: innerStepsSchema.describe('What is done for them; may be empty. Then all go on.'),
        }),
      )
      .min(2)
      .max(10)
      .superRefine(refineShares)
      .describe('The ways; their percentages add up to 100.'),
  })
  .describe(
    'Sends a part of the customers each way, the same customer always the same; all ways meet again after it.',
  );

/** One step of a campaign. */
export const stepFileSchema = z
  .discriminatedUnion('kind', [
    sendStepSchema,
    waitStepSchema,
    branchStepSchema,
    splitStepSchema,
    awardStepSchema,
    webhookStepSchema,
    taskStepSchema,
    setStepSchema,
    exitStepSchema,
  ])
  .meta({ id: 'step' });

/** Written out where steps hold steps, since TypeScript cannot infer a type that holds itself. */
export type StepFile =
  | z.infer<
      | typeof sendStepSchema
      | typeof awardStepSchema
      | typeof webhookStepSchema
      | typeof taskStepSchema
      | typeof setStepSchema
      | typeof exitStepSchema
    >
  | WaitStepFile
  | BranchStepFile
  | SplitStepFile;

export type WaitStepFile = z.infer<z.ZodObject<typeof waitFields>> & {
  onEvent?: StepFile[] | undefined;
  onTimeout?: StepFile[] | undefined;
};

interface InnerFrame {
  name: string;
  only?: string | undefined;
}

interface BranchStepFile extends InnerFrame {
  kind: 'branch';
  cases: { when: string; steps: StepFile[] }[];
  otherwise?: StepFile[] | undefined;
}

interface SplitStepFile extends InnerFrame {
  kind: 'split';
  ways: { name: string; percent: number; steps: StepFile[] }[];
}
