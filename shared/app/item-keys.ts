import type { Instant } from '../domain/instant.ts';
import type { Key } from '../ports.ts';

/** How many shards the `due` and `audience` indexes have: enough for 16,000 index writes a second. */
const INDEX_SHARDS = 16;

export const indexShards: readonly string[] = Array.from({ length: INDEX_SHARDS }, (_, shard) =>
  String(shard).padStart(2, '0'),
);

/** The index shard of a customer: FNV-1a (32 bit) of the id, so that it never moves. */
export function shardOf(customerId: string): string {
  let hash = 0x811c9dc5;
  for (let position = 0; position < customerId.length; position += 1) {
    hash ^= customerId.charCodeAt(position);
    hash = Math.imul(hash, 0x01000193);
  }
  return indexShards[(hash >>> 0) % INDEX_SHARDS] ?? '00';
}

const CUSTOMER = 'customer#';

/** `pk` of all items of one customer. */
export const customerPartition = (customerId: string): string => `${CUSTOMER}${customerId}`;

/** The customer whose partition this is; undefined for the partitions that belong to no customer. */
export const customerOfPartition = (pk: string): string | undefined =>
  pk.startsWith(CUSTOMER) ? pk.slice(CUSTOMER.length) : undefined;

export const STATE_SORT_KEY = 'state';
export const JOURNAL_PREFIX = 'journal#';
export const CLAIM_PREFIX = 'claim#';
export const CONSENT_PREFIX = 'consent#';
/** What became of webhooks. */
export const WEBHOOK_PREFIX = 'webhook#';

export const stateKey = (customerId: string): Key => ({
  pk: customerPartition(customerId),
  sk: STATE_SORT_KEY,
});
export const contactKey = (customerId: string): Key => ({ pk: customerPartition(customerId), sk: 'contact' });
export const journalKey = (customerId: string, inputId: string): Key => ({
  pk: customerPartition(customerId),
  sk: `${JOURNAL_PREFIX}${inputId}`,
});
/** What one input said of consents, by the time at which it happened. */
export const consentRecordKey = (customerId: string, at: Instant, inputId: string): Key => ({
  pk: customerPartition(customerId),
  sk: `${CONSENT_PREFIX}${new Date(at).toISOString()}#${inputId}`,
});
export const claimKey = (customerId: string, campaign: string, step: string, occurrence: string): Key => ({
  pk: customerPartition(customerId),
  sk: `${CLAIM_PREFIX}${campaign}#${step}#${occurrence}`,
});

export const webhookKey = (webhook: {
  readonly customerId: string;
  readonly campaign: string;
  readonly step: string;
  readonly occurrence: string;
}): Key => ({
  pk: customerPartition(webhook.customerId),
  sk: `${WEBHOOK_PREFIX}${webhook.campaign}#${webhook.step}#${webhook.occurrence}`,
});
export const TASK_PREFIX = 'task#';
/** A task stands with its customer's other items, `code` telling it from the customer's others. */
export const taskKey = (customerId: string, code: string): Key => ({
  pk: customerPartition(customerId),
  sk: `${TASK_PREFIX}${code}`,
});
/**
 * Where tasks stand in the `due` index while they are open, and in the `audience` index once they are closed. One shard each: people
 * do tasks, so that even a large shop makes some a second at most, and a shard takes a thousand.
 */
export const TASK_SHARD = 'task';

/** How the endpoints stand, `sk` the endpoint's name. */
export const ENDPOINTS_PARTITION = 'endpoint';
export const endpointKey = (endpoint: string): Key => ({ pk: ENDPOINTS_PARTITION, sk: endpoint });

/** Counters of one day (UTC), `sk` YYYY-MM-DD; all days stand in one partition so that a range is one query. */
export const dayCountersKey = (day: string): Key => ({ pk: 'report#day', sk: day });
/** Counters since the beginning, and how many customers are in each class now. */
export const TOTAL_COUNTERS_KEY: Key = { pk: 'report#total', sk: 'all' };
/** Counters of one campaign since the beginning, `sk` its name: all in one partition, so that a list of campaigns is one query. */
export const CAMPAIGN_COUNTERS_PARTITION = 'report#campaign';
export const campaignCountersKey = (campaign: string): Key => ({
  pk: CAMPAIGN_COUNTERS_PARTITION,
  sk: campaign,
});
/** Counters of one campaign and day (UTC). */
export const campaignDayCountersKey = (campaign: string, day: string): Key => ({
  pk: `${CAMPAIGN_COUNTERS_PARTITION}#${campaign}`,
  sk: day,
});
/** What became of all mails sent on one day (UTC), by the quarter of an hour. A campaign's own are in the item of its day. */
export const mailCountersKey = (day: string): Key => ({ pk: 'report#mail', sk: day });
/** What the guard of the sending reputation found last. */
export const REPUTATION_KEY: Key = { pk: 'guard', sk: 'reputation' };
/** Those of a campaign who were to get a message and did not, by time. */
export const missesPartition = (campaign: string): string => `miss#${campaign}`;
/** How far `report` has folded one shard of the stream. */
export const reportCheckpointKey = (shardId: string): Key => ({ pk: 'report#checkpoint', sk: shardId });

/** Texts that came in, by what they asked for, and what providers told of messages that are not known; one day (UTC) each. */
export const feedbackCountersKey = (day: string): Key => ({ pk: 'report#feedback', sk: day });
/** Says that a text which came in was dealt with; it holds neither number nor text. */
export const replyKey = (inboundId: string): Key => ({ pk: `reply#${inboundId}`, sk: 'reply' });

/** All calibrations, by number: the newest is the last. */
export const CALIBRATIONS_PARTITION = 'calibration';
export const calibrationKey = (sequence: number): Key => ({
  pk: CALIBRATIONS_PARTITION,
  sk: String(sequence).padStart(8, '0'),
});
/** How the model fits and whom the shop is about to lose, as of the newest calibration. */
export const MODEL_REPORT_KEY: Key = { pk: 'report#model', sk: 'latest' };

/** What is often bought with a product. */
export const productKey = (sku: string): Key => ({ pk: `product#${sku}`, sk: 'neighbours' });
/** What sells best, in all and by category. */
export const POPULAR_PRODUCTS_KEY: Key = { pk: 'product', sk: 'popular' };

/** What people decided about campaigns, `sk` the campaign's name: all in one partition, since everybody reads all of it. */
export const CONTROLS_PARTITION = 'control';
export const controlKey = (campaign: string): Key => ({ pk: CONTROLS_PARTITION, sk: campaign });

/** The pace at which one sender's messages go, `sk` the sender: shared by all who deliver. */
export const sendPaceKey = (sender: string): Key => ({ pk: 'pace', sk: sender });

/** Says that the campaigns with which the shop began are on record. */
export const CAMPAIGNS_REGISTERED_KEY: Key = { pk: 'broadcast', sk: 'registered' };

/** How far dated campaigns have been looked for, and which broadcasts are under way. */
export const BROADCAST_PROGRESS_KEY: Key = { pk: 'broadcast', sk: 'cursor' };
/** How many customers were let into a campaign this minute and this day. */
export const broadcastPaceKey = (campaign: string): Key => ({ pk: 'broadcast', sk: `pace#${campaign}` });
/** The broadcasts of one campaign, `sk` the occurrence. */
export const broadcastRunsPartition = (campaign: string): string => `broadcast#${campaign}`;
export const broadcastRunKey = (campaign: string, occurrence: string): Key => ({
  pk: broadcastRunsPartition(campaign),
  sk: occurrence,
});

/** Who was given or erased whose data, by time: few, so that all of them stand in one partition. */
export const AUDIT_PARTITION = 'audit';
