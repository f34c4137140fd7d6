import { createHash } from 'node:crypto';
import * as z from 'zod';
import { MACHINE_SIGNS } from '../../domain/feedback/machine-engagement.ts';
import type { QueueMessage } from '../../ports.ts';

const clickSchema = z.object({
  kind: z.literal('click-to-judge'),
  reference: z.object({
    customerId: z.string().min(1),
    campaign: z.string().min(1),
    step: z.string().min(1),
    occurrence: z.string().min(1),
    channel: z.enum(['email', 'sms']),
  }),
  at: z.int(),
  link: z.string(),
});

/** A click that waits on the feedback queue until those after it are known. `link` is a digest. */
export type ClickToJudge = Omit<z.infer<typeof clickSchema>, 'kind'>;

/** Clicks of one burst can arrive some seconds apart, since SES tells of each by itself. */
const WAIT_SECONDS = Math.ceil(MACHINE_SIGNS.burstMs / 1000) + 8;

/** The message that puts a click off until its burst is over, in seconds of delay. */
export const clickToJudge = (click: ClickToJudge): QueueMessage => ({
  body: JSON.stringify({ kind: 'click-to-judge', ...click }),
  delaySeconds: WAIT_SECONDS,
});

/** Undefined for any other message of the feedback queue. */
export function readClickToJudge(body: string): ClickToJudge | undefined {
  try {
    const { kind: _, ...click } = clickSchema.parse(JSON.parse(body));
    return click;
  } catch {
    return undefined;
  }
}

/** Tells links of one message apart; a link may hold what is personal, so it is not kept. */
export const linkDigest = (link: string): string =>
  createHash('sha256').update(link).digest('base64url').slice(0, 8);
