import type { Exceedance } from '../../shared/domain/reputation/judge-reputation.ts';
import type { Frame } from '../frame.ts';

/** A rate that is over its threshold, in words: "Of 600 mails 5 % bounced; from 4 % on it is too many." */
export const showExceedance = (
  { rate, value, threshold, messages }: Exceedance,
  { text, format }: Pick<Frame, 'text' | 'format'>,
): string => text.guard.rate[rate](format.number(messages), format.rate(value), format.rate(threshold));
