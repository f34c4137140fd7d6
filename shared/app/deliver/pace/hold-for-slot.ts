import type { Instant } from '../../../domain/instant.ts';
import type { Clock } from '../../../ports.ts';
import type { SlotSeat } from './slot-batch.ts';
import type { Demand, Slot } from './take-slots.ts';

/** How far ahead of now a slot may lie, in milliseconds: so long a function waits for it rather than give the message back. */
const PATIENCE_MS = { promotional: 15_000, transactional: 20_000 } as const;

/** The claim is written so much before the slot, in milliseconds, that the message leaves in its slot. */
const CLAIM_LEAD_MS = 150;
/** A slot that passed longer ago is not used any more, or two seconds' messages might go in one. */
const LAPSE_MS = 50;
/** For a slot in the place of one that lapsed. */
const SECOND_PATIENCE_MS = 5_000;
const MOST_SLOTS = 3;

export interface SlotHolder {
  /** Reserves a slot and returns when it is near, or tells when to come again. */
  approach(demand: Pick<Demand, 'weight' | 'isPromotional'>): Promise<Slot>;
  /** Returns at the slot, or at a later one where that has passed; `later` where none is near enough. */
  reach(): Promise<Slot>;
}

/** A message's slot in time: from the reservation until the instant at which it goes. */
export function holdForSlot(seat: SlotSeat, clock: Clock, wait: (ms: number) => Promise<void>): SlotHolder {
  let held: { readonly demand: Demand; readonly at: Instant } | undefined;

  async function take(demand: Demand): Promise<Slot> {
    const slot = await seat.take(demand);
    if (slot.status === 'slot') held = { demand, at: slot.at };
    return slot;
  }

  /** Timers may fire early by the fraction that they round off. */
  async function waitUntil(at: Instant): Promise<void> {
    for (let left = at - clock.now(); left > 0; left = at - clock.now()) await wait(Math.ceil(left));
  }

  return {
    async approach({ weight, isPromotional }) {
      const patienceMs = PATIENCE_MS[isPromotional ? 'promotional' : 'transactional'];
      const slot = await take({ weight, isPromotional, patienceMs });
      if (slot.status === 'slot') await waitUntil(slot.at - CLAIM_LEAD_MS);
      return slot;
    },
    async reach() {
      for (let slots = 0; held !== undefined && slots < MOST_SLOTS; slots += 1) {
        const { demand, at } = held;
        await waitUntil(at);
        if (clock.now() - at <= LAPSE_MS) return { status: 'slot', at };
        const next = await take({ ...demand, patienceMs: SECOND_PATIENCE_MS, isAgain: true });
        if (next.status === 'later') return next;
      }
      return { status: 'later', until: clock.now() + SECOND_PATIENCE_MS, reason: 'rate' };
    },
  };
}
