import * as z from 'zod';
import type { RequestedMessage } from '../../../domain/customer/customer-state.ts';
import { nonEmpty } from './non-empty.ts';

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

/** The messages that were asked for. */
export const messagesField = z.array(messageTuple).optional();

/** Each as short a tuple as says it. */
export const encodeMessages = (messages: readonly RequestedMessage[]): z.infer<typeof messagesField> =>
  nonEmpty(messages.map(encodeMessage));

/** The reverse; what is absent is empty. */
export const decodeMessages = (tuples: z.infer<typeof messagesField> = []): readonly RequestedMessage[] =>
  tuples.map(decodeMessage);

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
