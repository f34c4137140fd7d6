import * as z from 'zod';

/**
 * Messages stay in queues and dead-letter queues for up to 14 days and may be sent again then: what tells that they have been handled has to be
 * there for longer.
 */
const SAFE_DAYS = 30;
const LONGEST_DAYS = 36_525;

const days = (least: number) => z.int().min(least).max(LONGEST_DAYS);

/** retention.yaml: for how long what is written of customers is kept. */
export const retentionFileSchema = z.strictObject({
  journal: days(SAFE_DAYS)
    .optional()
    .describe(
      'Days for which it is kept what happened to a customer and what followed. Calibration and explanations know nothing older. Absent: until the customer is erased.',
    ),
  messages: days(SAFE_DAYS)
    .optional()
    .describe('Days for which it is kept what became of each message. Absent: until the customer is erased.'),
  misses: days(1).default(400).describe('Days for which it is kept who was to get a message and did not.'),
  idleProspects: days(SAFE_DAYS)
    .optional()
    .describe(
      'Days without a sign of life after which address, number and name of somebody who never ordered are forgotten. Absent: when the customer is erased.',
    ),
  mailbox: days(1)
    .optional()
    .describe(
      'Days for which a shop on one machine keeps copies of mails and texts. Absent: until the customer is erased.',
    ),
});
