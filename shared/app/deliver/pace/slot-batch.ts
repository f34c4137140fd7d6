import type { Demand, Slot } from './take-slots.ts';

/** A message's way to its slot: it asks for one, or says that it needs none. */
export interface SlotSeat {
  take(demand: Demand): Promise<Slot>;
  /** It goes without; for one that has asked, nothing happens. */
  leave(): void;
}

interface Waiting {
  readonly demand: Demand;
  readonly answer: PromiseWithResolvers<Slot>;
}

/**
 * Seats for the messages of one batch. What they ask for is reserved at once, when the last of them has asked or left, so that a batch
 * costs one write; one that asks a second time is served by itself.
 */
export function openSlotBatch(
  size: number,
  reserve: (demands: readonly Demand[]) => Promise<readonly Slot[]>,
): { readonly seat: () => SlotSeat } {
  const waiting: Waiting[] = [];
  let missing = size;

  async function serve(): Promise<void> {
    try {
      const slots = await reserve(waiting.map(({ demand }) => demand));
      for (const [position, { answer }] of waiting.entries()) {
        const slot = slots[position];
        if (slot !== undefined) answer.resolve(slot);
      }
    } catch (error) {
      for (const { answer } of waiting) answer.reject(error);
    }
  }

  const arrive = (): void => {
    missing -= 1;
    if (missing === 0 && waiting.length > 0) void serve();
  };

  const seat = (): SlotSeat => {
    let hasArrived = false;
    return {
      async take(demand) {
        if (hasArrived) {
          const [slot] = await reserve([demand]);
          if (slot === undefined) throw new RangeError('A demand was given no slot.');
          return slot;
        }
        hasArrived = true;
        const answer = Promise.withResolvers<Slot>();
        waiting.push({ demand, answer });
        arrive();
        return await answer.promise;
      },
      leave() {
        if (hasArrived) return;
        hasArrived = true;
        arrive();
      },
    };
  };
  return { seat };
}
