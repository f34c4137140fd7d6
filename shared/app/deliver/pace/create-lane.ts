import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../../../domain/instant.ts';
import type { WarmUpDay } from '../../../domain/reputation/warm-up.ts';
import type { Clock, Item, Key, SendQuota, Table } from '../../../ports.ts';
import { type KnownQuota, type SendPace, sendPaceSchema } from './send-pace.ts';
import { slowDown } from './slow-down.ts';
import { type Demand, NO_ROOM_MS, type PaceSettings, type Slot, takeSlots } from './take-slots.ts';

export interface LaneDeps {
  readonly table: Table;
  readonly clock: Clock;
  /** What the account may send now. Throws where it cannot be learnt. */
  readonly quota: () => Promise<SendQuota>;
  readonly settings: Pick<PaceSettings, 'share' | 'claimMs'>;
  /** The day of the warm-up at an instant; absent: the sender is known. */
  readonly warmUp?: (now: Instant) => WarmUpDay | undefined;
  /** Milliseconds; absent: a timer. */
  readonly wait?: (ms: number) => Promise<void>;
}

/** The slots of one sender, shared by all processes through one item of the table. */
export interface Lane {
  /** One read and one write, whatever the number of demands; more where others reserve at the same time. */
  reserve(demands: readonly Demand[]): Promise<readonly Slot[]>;
  /** The provider refused a message, as sent too fast or over the day's quota. */
  refused(limit: 'rate' | 'daily'): Promise<void>;
  /** Until when there is no room today, as this process saw it last: spares asking again and again. */
  closedUntil(isPromotional: boolean): Instant;
}

/** What was learnt of the quota longer ago is asked anew. */
const QUOTA_AGE_MS = 60_000;
/** While the quota is not known yet. */
const UNKNOWN_QUOTA_MS = 5_000;
/** Tries against others who write the same item; each fails only where another succeeded. */
const ATTEMPTS = 30;
const LONGEST_PAUSE_MS = 40;

/** The lane over the pace item at `key`, which all that send through it share. */
export function createLane(key: Key, deps: LaneDeps): Lane {
  const { table, clock, settings, wait = async (ms) => void (await sleep(ms)) } = deps;
  const closed = { promotional: 0, transactional: 0 };

  /** Writes what `change` makes of the pace; undefined where others were faster each time. */
  async function update<Result>(
    change: (pace: SendPace) => Promise<{ readonly pace: SendPace; readonly result: Result }>,
  ): Promise<Result | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const item = await table.get(key, { consistent: true });
      const before = item === undefined ? { free: 0 } : sendPaceSchema.parse(item.body);
      const { pace, result } = await change(before);
      if (pace === before) return result;
      const written: Item<SendPace> = { ...key, version: (item?.version ?? 0) + 1, body: pace };
      const condition = item === undefined ? 'absent' : { version: item.version };
      const answer = await table.transact([{ kind: 'put', item: written, condition }]);
      if (answer.status === 'committed') return result;
      await wait(Math.random() * LONGEST_PAUSE_MS);
    }
    return undefined;
  }

  async function knownQuota(pace: SendPace): Promise<KnownQuota | undefined> {
    const now = clock.now();
    if (pace.quota !== undefined && now - pace.quota.readAt < QUOTA_AGE_MS) return pace.quota;
    try {
      const { perSecond, perDay, sentLastDay } = await deps.quota();
      // Slots that lie ahead are given out and not sent yet.
      const ahead = Math.ceil((Math.max(0, pace.free - now) * perSecond * settings.share) / 1000);
      const taken = Math.min(ahead, pace.quota?.taken ?? 0);
      return { perSecond, ...(perDay !== undefined && { perDay }), sentLastDay, readAt: now, taken };
    } catch {
      // It takes one question a second, of all processes together: what another learnt serves meanwhile.
      return pace.quota;
    }
  }

  const paceAt = (now: Instant): PaceSettings => ({ ...settings, warmUp: deps.warmUp?.(now) });

  const remember = (demands: readonly Demand[], slots: readonly Slot[]): void => {
    for (const [position, slot] of slots.entries()) {
      if (slot.status !== 'later' || slot.reason === 'rate') continue;
      closed[demands[position]?.isPromotional === false ? 'transactional' : 'promotional'] = Math.min(
        slot.until,
        clock.now() + QUOTA_AGE_MS,
      );
    }
  };

  return {
    async reserve(demands) {
      const later = (until: Instant): readonly Slot[] =>
        demands.map(() => ({ status: 'later', until, reason: 'rate' }));
      const slots = await update(async (pace) => {
        const quota = await knownQuota(pace);
        const now = clock.now();
        if (quota === undefined) return { pace, result: later(now + UNKNOWN_QUOTA_MS) };
        const { pace: next, slots } = takeSlots({ ...pace, quota }, demands, paceAt(now), now);
        // What gives nobody a slot is written only to share what was learnt of the quota.
        const isNews = quota !== pace.quota || slots.some(({ status }) => status === 'slot');
        return { pace: isNews ? next : pace, result: slots };
      });
      if (slots === undefined) return later(clock.now() + UNKNOWN_QUOTA_MS);
      remember(demands, slots);
      return slots;
    },
    async refused(limit) {
      await update(async (pace) => {
        const now = clock.now();
        if (limit === 'rate') return { pace: slowDown(pace, now), result: true };
        const isClosed = pace.closedUntil !== undefined && pace.closedUntil > now;
        return { pace: isClosed ? pace : { ...pace, closedUntil: now + NO_ROOM_MS }, result: true };
      });
    },
    closedUntil: (isPromotional) => (isPromotional ? closed.promotional : closed.transactional),
  };
}
