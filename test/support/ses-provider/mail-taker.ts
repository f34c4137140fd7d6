import { seededRandom } from '../../../cli/demo-shop/seeded-random.ts';
import { FAULTS, type ProviderOptions } from './provider-options.ts';

export interface ProviderRecord {
  /** What went out: to whom, and the id that it got. */
  readonly taken: readonly { readonly to: string; readonly messageId: string }[];
  /** When mails were offered, those that were refused too, in milliseconds of the provider's own clock. */
  readonly offeredAt: readonly number[];
  /** Refused because the quota of the second or the day was used up, and not by a fault. */
  readonly overQuota: number;
  /** The longest that the provider's own process stood still, in milliseconds: mails that come meanwhile look as if at once. */
  readonly longestStallMs: number;
}

type Answer =
  | { readonly status: 'taken'; readonly messageId: string }
  | { readonly status: 'silent' }
  | { readonly status: 'broken' }
  | {
      readonly status: 'error';
      readonly httpStatus: number;
      readonly code: string;
      readonly message: string;
    };

export interface MailTaker {
  offer(to: string, at: number): Answer;
  record(): ProviderRecord;
}

const SECOND_MS = 1_000;
const HEARTBEAT_MS = 10;

/** Takes mails within the quota, and has faults; keeps a record of all. */
export function createMailTaker({ quota, faultPercent, seed }: ProviderOptions): MailTaker {
  const random = seededRandom(seed);
  const taken: { to: string; messageId: string }[] = [];
  const offeredAt: number[] = [];
  let overQuota = 0;
  let longestStallMs = 0;
  let beat = performance.now();
  setInterval(() => {
    const now = performance.now();
    longestStallMs = Math.max(longestStallMs, now - beat - HEARTBEAT_MS);
    beat = now;
  }, HEARTBEAT_MS).unref();

  const take = (to: string): string => {
    const messageId = `0100019${String(taken.length).padStart(9, '0')}-provider`;
    taken.push({ to, messageId });
    return messageId;
  };

  const isOver = (at: number): boolean => {
    const { MaxSendRate, Max24HourSend } = quota;
    const before = offeredAt.at(-MaxSendRate - 1);
    const isTooFast = before !== undefined && at - before < SECOND_MS;
    return isTooFast || (Max24HourSend >= 0 && taken.length >= Max24HourSend);
  };

  return {
    offer(to, at) {
      offeredAt.push(at);
      if (isOver(at)) {
        overQuota += 1;
        const isDay = quota.Max24HourSend >= 0 && taken.length >= quota.Max24HourSend;
        const message = isDay ? 'Daily message quota exceeded.' : 'Maximum sending rate exceeded.';
        return { status: 'error', httpStatus: 400, code: 'Throttling', message };
      }
      const fault = random.chance(faultPercent / 100) ? random.pick(FAULTS) : undefined;
      if (fault === undefined) return { status: 'taken', messageId: take(to) };
      if (fault.isTaken) take(to);
      if (fault.kind === 'silence') return { status: 'silent' };
      if (fault.kind === 'break') return { status: 'broken' };
      const { httpStatus, code, message } = fault;
      return { status: 'error', httpStatus, code, message };
    },
    record: () => ({ taken, offeredAt, overQuota, longestStallMs }),
  };
}
