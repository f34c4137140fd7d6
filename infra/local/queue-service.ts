import type { Queue } from '../../shared/ports.ts';

export interface QueueSettings {
  readonly name: string;
  readonly visibilityTimeoutSeconds: number;
  readonly retentionSeconds: number;
  /** After this many receives without a delete, the next receive moves the message to the dead-letter queue. */
  readonly redrive?: { readonly deadLetterQueue: string; readonly maxReceiveCount: number };
}

export interface ReceivedMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  /** How often it has been received, this time included. */
  readonly receiveCount: number;
  readonly sentAt: number;
  readonly groupId?: string;
}

export interface QueueCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** The queue service of the local runtime: SQLite in the embedded default, an SQS endpoint with `--wire`. */
export interface QueueService {
  /** Makes the queue, or brings an existing one to these settings; what it holds stays. Dead-letter queues first. */
  create(settings: QueueSettings): Promise<{ readonly url: string }>;
  /** The sending side, as the functions see it. */
  queue(url: string): Queue;
  /** Up to `max` visible messages, oldest first; they stay hidden for the visibility timeout. Returns at once. */
  receive(url: string, max: number): Promise<ReceivedMessage[]>;
  delete(url: string, receiptHandles: readonly string[]): Promise<void>;
  /** Makes received messages visible again now. */
  release(url: string, receiptHandles: readonly string[]): Promise<void>;
  counts(url: string): Promise<QueueCounts>;
  /**
   * Makes all messages in flight visible: called once at start, when whoever had received them is known to be dead.
   */
  recover(): Promise<void>;
}
