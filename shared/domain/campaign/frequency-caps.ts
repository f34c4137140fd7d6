import type { Channel } from '../channel.ts';
import type { RequestedMessage } from '../customer/customer-state.ts';
import type { Instant } from '../instant.ts';
import type { FrequencyCap } from './sending-rules.ts';

const HOUR_MS = 3_600_000;

/**
 * The first instant at or after `at` when one more message through a channel exceeds no cap, given those sent. Caps roll: a
 * message counts for exactly so many hours, whatever days begin between.
 */
export function capsAllowAt(
  messages: readonly RequestedMessage[],
  caps: readonly FrequencyCap[],
  channel: Channel,
  at: Instant,
): Instant {
  let allowed = at;
  for (const cap of caps) {
    if (cap.channel !== undefined && cap.channel !== channel) continue;
    const counted = messages.filter(
      (message) => message.isPromotional && (cap.channel === undefined || message.channel === cap.channel),
    );
    // As long as this one counts, there are too many.
    const oldest = counted.at(-cap.messages);
    if (oldest !== undefined) allowed = Math.max(allowed, oldest.at + cap.hours * HOUR_MS);
  }
  return allowed;
}
