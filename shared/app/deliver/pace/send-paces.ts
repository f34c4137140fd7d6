import type { Channel } from '../../../domain/channel.ts';
import type { Clock } from '../../../ports.ts';
import type { Lane } from './create-lane.ts';
import { holdForSlot, type SlotHolder } from './hold-for-slot.ts';
import { openSlotBatch } from './slot-batch.ts';

/** How the messages of a batch come to their slots. */
interface PacedBatch {
  seat(): MessagePace;
}

/** One message's share in the pace of its channel. */
export interface MessagePace {
  /** Absent where nothing limits the channel. */
  readonly on: (channel: Channel) => PacedMessage | undefined;
  /** It needs no slot, or no other: has to be called when a message is done with, however that ends. */
  leave(): void;
}

export interface PacedMessage extends SlotHolder {
  refused: Lane['refused'];
  closedUntil: Lane['closedUntil'];
}

export type SendPaces = (messages: number) => PacedBatch;

/** The paces by channel; a channel without a lane is not limited. While a history is lived through nothing is. */
export function createSendPaces(
  lanes: Readonly<Partial<Record<Channel, Lane>>>,
  clock: Clock,
  wait: (ms: number) => Promise<void>,
): SendPaces {
  return (messages) => {
    const batches = {
      email: lanes.email && { lane: lanes.email, ...openSlotBatch(messages, lanes.email.reserve) },
      sms: lanes.sms && { lane: lanes.sms, ...openSlotBatch(messages, lanes.sms.reserve) },
    };
    return {
      seat() {
        const seats = { email: batches.email?.seat(), sms: batches.sms?.seat() };
        const paced = (channel: Channel): PacedMessage | undefined => {
          const seat = seats[channel];
          const lane = batches[channel]?.lane;
          if (seat === undefined || lane === undefined || clock.isHeld?.() === true) return undefined;
          // It goes by this channel, and so not by another.
          for (const [other, otherSeat] of Object.entries(seats)) if (other !== channel) otherSeat?.leave();
          const holder = holdForSlot(seat, clock, wait);
          return { ...holder, refused: lane.refused, closedUntil: lane.closedUntil };
        };
        return {
          on: paced,
          leave() {
            seats.email?.leave();
            seats.sms?.leave();
          },
        };
      },
    };
  };
}
