import type { WeeklyHours } from '../calendar/send-windows.ts';
import type { Channel } from '../channel.ts';

/** What is fair to a customer, whatever campaigns want: `sending.yaml`. Transactional messages pass it. */
export interface SendingRules {
  readonly caps: readonly FrequencyCap[];
  /** By the customer's clock; by channel, since a text message rings. */
  readonly quietHours: Readonly<Record<Channel, readonly WeeklyHours[]>>;
  /** What one message costs, in units of the shop's currency, for reports. */
  readonly costs: Readonly<Record<Channel, number>>;
}

/** At most `messages` promotional messages within any stretch of `hours`, however days begin. */
export interface FrequencyCap {
  /** Absent: all channels together. */
  readonly channel?: Channel;
  /** At most 20, the number of messages that a customer's state remembers. */
  readonly messages: number;
  readonly hours: number;
}

/** How campaigns are compared: `experiments.yaml`. */
export interface ExperimentRules {
  /** Part of all customers who get no promotion at all, 0 to 50. */
  readonly controlPercent: number;
  /** Another salt draws all groups anew. */
  readonly salt: string;
  /** How sure an answer is: 0.95 means that one in twenty true ties is called a difference. */
  readonly confidence: number;
}
