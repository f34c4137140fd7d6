import * as z from 'zod';
import { WEEKDAYS } from '../../domain/calendar/civil-date.ts';
import { HOLIDAYS } from '../../domain/calendar/holidays.ts';
import { readLocalDateTime } from '../../domain/calendar/read-once.ts';
import { refineOneOf } from './one-of-fields.ts';
import { slugSchema } from './slug.ts';

const nameSchema = slugSchema('brand-day').refine((name) => !Object.hasOwn(HOLIDAYS, name), {
  error: 'is a holiday that every shop has; give the day another name',
});

/** A leap year, so that 29 February may be named: it is 1 March in other years. */
const isDayOfYear = (text: string): boolean =>
  /^\d\d-\d\d$/.test(text) && !('message' in readLocalDateTime(`2024-${text}T00:00`));

const ownDaySchema = z
  .strictObject({
    date: z
      .string()
      .refine(isDayOfYear, { error: 'must be month and day that there are, such as 05-20' })
      .optional()
      .describe('Month and day, such as 05-20, every year.'),
    dates: z
      .array(
        z.string().refine((text) => !('message' in readLocalDateTime(`${text}T00:00`)), {
          error: 'must be a date that there is, such as 2026-05-20',
        }),
      )
      .min(1)
      .max(100)
      .optional()
      .describe('Dates one by one, such as [2026-05-20, 2027-05-22].'),
    lunar: z
      .string()
      .regex(
        /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|30)$/,
        'must be month and day of the Chinese calendar, such as 08-15',
      )
      .optional()
      .describe('Month and day of the Chinese calendar, such as 08-15.'),
    weekday: z
      .enum(WEEKDAYS)
      .optional()
      .describe('A day of the week, with nth and month: sun, 2 and 5 is the second Sunday of May.'),
    nth: z
      .int()
      .min(-4)
      .max(4)
      .refine((nth) => nth !== 0, { error: 'must be 1 to 4, or -1 to -4 from the end of the month' })
      .optional()
      .describe('Of weekday: which one of the month; -1 is the last.'),
    month: z.int().min(1).max(12).optional().describe('Of weekday: the month.'),
    english: z
      .string()
      .min(1)
      .max(60)
      .optional()
      .describe('What it is called in English, for those who read this file.'),
    chinese: z
      .string()
      .min(1)
      .max(60)
      .optional()
      .describe('What it is called in Chinese, for those who read this file.'),
  })
  .superRefine(
    refineOneOf({ of: 'a day', fields: { date: [], dates: [], lunar: [], weekday: ['nth', 'month'] } }),
  )
  .superRefine(({ weekday, nth, month }, context) => {
    if (weekday === undefined) return;
    for (const [name, value] of Object.entries({ nth, month })) {
      if (value !== undefined) continue;
      context.addIssue({ code: 'custom', path: ['weekday'], message: `missing field "${name}"` });
    }
  });

/** calendar.yaml: the shop's own days by their names. */
export const calendarFileSchema = z
  .record(nameSchema, ownDaySchema.describe('One day, by its name.'))
  .describe(
    "The shop's own days: small letters, digits and hyphens name each. A campaign's holiday trigger names them.",
  );

export type OwnDayFile = z.infer<typeof ownDaySchema>;
