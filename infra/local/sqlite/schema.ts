/** Marks a SQLite file as ours ("PRNL"). */
export const APPLICATION_ID = 0x50524e4c;

/** Grows with every change of the tables below; a file of a newer version is refused. */
export const SCHEMA_VERSION = 2;

/** What makes a file of one version one of the next, by the version that it has. */
export const MIGRATIONS: ReadonlyMap<number, string> = new Map([
  [1, "ALTER TABLE mailbox ADD COLUMN channel TEXT NOT NULL DEFAULT 'email';"],
]);

/**
 * items      the table of DynamoDB. A counter item has version 0 and its numbers as `body`; `ttl` is in epoch seconds;
 *            `bytes` is the item's size as DynamoDB counts it. With row ids: rows of 1 KB in the key's own tree would
 *            make it shallow, and writes half as fast.
 * changes    the table's stream: images before (old_) and after (new_) of what is captured.
 * mailbox    mails and, of the channel `sms`, texts, whose `raw` is the body in UTF-8 and whose `sender` is empty.
 * messages   all queues. `visible_at` in ms; received and not yet visible again is in flight.
 */
export const SCHEMA = `
CREATE TABLE items (
  pk TEXT NOT NULL,
  sk TEXT NOT NULL,
  version INTEGER NOT NULL,
  due_shard TEXT,
  due_at INTEGER,
  audience_shard TEXT,
  audience_key TEXT,
  ttl INTEGER,
  bytes INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (pk, sk)
) STRICT;
CREATE INDEX items_due ON items (due_shard, due_at, pk, sk) WHERE due_shard IS NOT NULL;
CREATE INDEX items_audience ON items (audience_shard, audience_key, pk, sk) WHERE audience_shard IS NOT NULL;
CREATE INDEX items_ttl ON items (ttl) WHERE ttl IS NOT NULL;

CREATE TABLE changes (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  expired INTEGER NOT NULL,
  pk TEXT NOT NULL,
  sk TEXT NOT NULL,
  old_version INTEGER,
  old_due_shard TEXT,
  old_due_at INTEGER,
  old_audience_shard TEXT,
  old_audience_key TEXT,
  old_ttl INTEGER,
  old_body TEXT,
  new_version INTEGER,
  new_due_shard TEXT,
  new_due_at INTEGER,
  new_audience_shard TEXT,
  new_audience_key TEXT,
  new_ttl INTEGER,
  new_body TEXT
) STRICT;

CREATE TABLE positions (
  consumer TEXT PRIMARY KEY,
  cursor TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE queues (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  visibility_timeout_ms INTEGER NOT NULL,
  retention_ms INTEGER NOT NULL,
  dead_letter_queue INTEGER,
  max_receive_count INTEGER
) STRICT;

CREATE TABLE messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  queue INTEGER NOT NULL,
  visible_at INTEGER NOT NULL,
  receive_count INTEGER NOT NULL,
  sent_at INTEGER NOT NULL,
  group_id TEXT,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX messages_visible ON messages (queue, visible_at, receive_count);

CREATE TABLE mailbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  sender TEXT NOT NULL,
  recipient TEXT NOT NULL,
  tags TEXT NOT NULL,
  raw BLOB NOT NULL,
  channel TEXT NOT NULL DEFAULT 'email'
) STRICT;
`;
