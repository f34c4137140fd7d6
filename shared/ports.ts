import type { Instant } from './domain/instant.ts';

/** Any value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface Clock {
  now(): Instant;
  /** Whether it stands still, as while a history is lived through: it is then ahead of what happens, and nothing is late. */
  isHeld?(): boolean;
}

// ---------------------------------------------------------------- Table

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** One item of the table. The envelope is what indexes and conditions need; all else is in `body`. */
export interface Item<Body = Json> extends Key {
  /** Counts the writes of this item, from 1; the condition of an optimistic write. */
  readonly version: number;
  readonly body: Body;
  /** Present: the item stands in the `due` index. */
  readonly due?: { readonly shard: string; readonly at: Instant };
  /** Present: the item stands in the `audience` index. `key` sorts within the shard. */
  readonly audience?: { readonly shard: string; readonly key: string };
  /** When the item may be removed (TTL; removal can lag by days, so readers must not rely on it). */
  readonly expiresAt?: Instant;
}

/** What must hold of the stored item for a write to happen. */
export type WriteCondition = 'absent' | 'none' | { readonly version: number };

export type Write =
  | { readonly kind: 'put'; readonly item: Item<unknown>; readonly condition: WriteCondition }
  | { readonly kind: 'delete'; readonly key: Key; readonly condition: WriteCondition }
  /**
   * Adds to the named numbers of a counter item, which is made where it is absent. A counter item is read back with
   * its numbers as `body` and version 0, and is only ever written by `add`.
   */
  | { readonly kind: 'add'; readonly key: Key; readonly increments: Readonly<Record<string, number>> };

export type TransactResult =
  | { readonly status: 'committed' }
  /** Nothing was written. `failed` are the positions in `writes` whose condition did not hold (may be empty: contention). */
  | { readonly status: 'conflict'; readonly failed: readonly number[] };

export interface Page<T> {
  readonly items: readonly T[];
  /** Pass it on to read the next page; absent on the last one. */
  readonly cursor?: string;
}

/** DynamoDB request units used through this adapter (or, on SQLite, what DynamoDB would have charged). */
export interface ConsumedUnits {
  readUnits: number;
  writeUnits: number;
}

/** One of `of` parts of a table, numbered from 0, that can be read side by side. */
export interface Segment {
  readonly index: number;
  readonly of: number;
}

export interface Table {
  /** `consistent` sees every committed write; otherwise half the price and possibly stale. */
  get(key: Key, options?: { readonly consistent?: boolean }): Promise<Item | undefined>;
  /** Items in the order of `keys`, undefined where absent. Any number of keys; repeats are read once. */
  getMany(keys: readonly Key[], options?: { readonly consistent?: boolean }): Promise<(Item | undefined)[]>;
  /** All of the writes or none. At most 100, and no two of one item. */
  transact(writes: readonly Write[]): Promise<TransactResult>;
  /** Items of one partition whose `sk` begins with `prefix`, by `sk`. */
  query(
    pk: string,
    options?: {
      prefix?: string;
      limit?: number;
      cursor?: string;
      descending?: boolean;
      consistent?: boolean;
    },
  ): Promise<Page<Item>>;
  /** Keys whose `due.at` is at or before `before` in this shard, earliest first. */
  due(
    shard: string,
    before: Instant,
    options?: { limit?: number; cursor?: string },
  ): Promise<Page<Key & { readonly at: Instant }>>;
  /** Keys whose audience key begins with `prefix` in this shard, by audience key. */
  audience(
    shard: string,
    prefix: string,
    options?: { limit?: number; cursor?: string },
  ): Promise<Page<Key & { readonly audienceKey: string }>>;
  /**
   * Items of one segment of the whole table, in no promised order. A partition lies whole in one segment, always the
   * same for the same `of`. `prefixes` keeps items whose `sk` begins with one of them; everything is read and paid for
   * nonetheless. `limit` counts the items looked at, so a page may be empty and have a cursor.
   */
  scan(
    segment: Segment,
    options?: {
      prefixes?: readonly string[];
      limit?: number;
      cursor?: string;
      consistent?: boolean;
    },
  ): Promise<Page<Item>>;
  readonly consumed: ConsumedUnits;
}

/** One committed change of one item, in the shape that a stream delivers it. */
export interface Change {
  /** Grows within a shard; compare as numbers (BigInt), not as text. */
  readonly sequence: string;
  readonly kind: 'insert' | 'modify' | 'remove';
  readonly key: Key;
  readonly before?: Item;
  readonly after?: Item;
}

// ---------------------------------------------------------------- Queue

export interface QueueMessage {
  readonly body: string;
  /** Fair-queue group: one noisy group must not delay the others. No order is promised. */
  readonly groupId?: string;
  /** 0 to 900. */
  readonly delaySeconds?: number;
}

export interface Queue {
  /** Every message is stored when this returns; throws (retryable) where some could not be. */
  send(messages: readonly QueueMessage[]): Promise<void>;
  /** Messages waiting or in flight, about. */
  depth(): Promise<number>;
}

// ---------------------------------------------------------------- Bus

export interface BusEntry {
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  /** Whole seconds are kept. */
  readonly time: Instant;
}

export type PublishResult =
  | { readonly status: 'published' }
  | { readonly status: 'failed'; readonly code: string; readonly message: string };

export interface Bus {
  /** One result per entry, in order. Any number of entries. */
  publish(entries: readonly BusEntry[]): Promise<PublishResult[]>;
}

// ---------------------------------------------------------------- Mailer

export interface OutgoingMail {
  readonly from: string;
  /** One recipient a mail: a complaint may name everybody at a domain. */
  readonly to: string;
  /** RFC 5322 message. */
  readonly raw: Uint8Array;
  /** SES message tags: names and values of [A-Za-z0-9_-], at most 256 characters. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What came of handing over a message. */
export type SendOutcome =
  | { readonly status: 'sent'; readonly providerMessageId: string }
  /** The provider refused this message for good. */
  | { readonly status: 'rejected'; readonly reason: string }
  /** The provider certainly did not take it; the same message may be sent later. */
  | {
      readonly status: 'throttled';
      readonly reason: string;
      /** Which limit it would have gone over, where it was that: messages a second, or in 24 hours. */
      readonly limit?: 'rate' | 'daily';
    };

/** What an account may send. Each recipient counts. */
export interface SendQuota {
  readonly perSecond: number;
  /** In any 24 hours; absent where they are not limited. */
  readonly perDay?: number;
  readonly sentLastDay: number;
}

export interface Mailer {
  /** Throws where it cannot be known whether the provider took the mail. */
  send(mail: OutgoingMail): Promise<SendOutcome>;
  /** At most a minute old. Throws where it cannot be learnt. Absent: nothing limits what is sent. */
  readonly quota?: () => Promise<SendQuota>;
}

// ---------------------------------------------------------------- Texter

export interface OutgoingText {
  /** E.164. */
  readonly to: string;
  readonly body: string;
  readonly isPromotional: boolean;
  /** Comes back with what the provider tells of the text: names and values of [A-Za-z0-9_-], at most 256 characters. */
  readonly tags: Readonly<Record<string, string>>;
  /** Not delivered by then, to a phone that is switched off, it is dropped. */
  readonly timeToLiveSeconds: number;
  /** ISO 3166-1 alpha-2 of the number; absent where it is of no country. */
  readonly country?: string;
  /** Ids at the registry of the country, where it has one. */
  readonly registration?: { readonly entityId: string; readonly templateId?: string };
}

export interface Texter {
  /** Throws where it cannot be known whether the provider took the text. */
  send(text: OutgoingText): Promise<SendOutcome>;
}

// ---------------------------------------------------------------- Webhooks

export interface OutgoingCall {
  readonly url: string;
  /** JSON; it goes out as it is, since it is signed. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** For the whole call. */
  readonly timeoutMs: number;
  /** Whether the endpoint may stand in a private network. */
  readonly allowsPrivateAddress: boolean;
}

export type CallOutcome =
  | { readonly status: 'answered'; readonly httpStatus: number; readonly retryAfter?: string }
  /** No answer; whether the endpoint took it cannot be known. `reason` names the error (`ECONNREFUSED`, `timeout`). */
  | { readonly status: 'unreachable'; readonly reason: string }
  /** It leads to where it must not, and was not called. */
  | { readonly status: 'not-allowed'; readonly reason: string };

export interface Webhooks {
  /** Posts once: follows no redirect, tries nothing again, keeps nothing of the answer but its status. */
  post(call: OutgoingCall): Promise<CallOutcome>;
}

// ---------------------------------------------------------------- Secrets, rules

export interface Secrets {
  /** The current value of the named secret. */
  get(name: string): Promise<string>;
}
