import { openLocalDatabase } from '../../infra/local/sqlite/local-database.ts';
import { createSqliteTable } from '../../infra/local/sqlite/sqlite-table.ts';
import { decideBatch } from '../../shared/app/decide/decide-batch.ts';
import { handleOutbound } from '../../shared/app/deliver/handle-outbound.ts';
import { createLane } from '../../shared/app/deliver/pace/create-lane.ts';
import { createMailWriter } from '../../shared/app/deliver/write-mail.ts';
import { createTextWriter } from '../../shared/app/deliver/write-text.ts';
import { inputOfEvent } from '../../shared/app/input-of-event.ts';
import { sendPaceKey } from '../../shared/app/item-keys.ts';
import { createSmsTexter } from '../../shared/aws/sms-texter.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import { compileRules } from '../../shared/domain/compiled-rules.ts';
import type { Table } from '../../shared/ports.ts';
import { type BenchResult, told } from './bench-result.ts';
import { mailOrders, profileEvents } from './mail-load.ts';
import { REPOSITORY } from './run-command.ts';
import { figure } from './statistics.ts';
import { StreamReaders } from './stream-readers.ts';

const MAILS = 1_000;
const BATCH = 25;
/** Mails that are counted one by one, as when they go out slowly. */
const ALONE = 100;

export async function measureMailUnits(): Promise<BenchResult> {
  const shop = await loadShop(`${REPOSITORY}/shop`);
  const rules = compileRules(shop.rules);
  const now = Date.now();
  const database = openLocalDatabase(':memory:');
  const table = createSqliteTable(database, () => true);
  const readers = new StreamReaders(database, table);
  await decideBatch(
    profileEvents(MAILS, now).map((event) => ({
      customerId: event.customerId,
      ...inputOfEvent(event),
      acceptedAt: now,
    })),
    { table, rules },
  );
  const relayed = { entries: 0, rfmOnly: 0, published: 0, messages: 0, webhooks: 0 };
  await readers.relay(relayed);
  while (readers.waiting > 0) await readers.fold(MAILS);

  let sent = 0;
  const writing = { templates: shop.templates, linkSecret: 'secret', publicUrl: 'https://shop.example' };
  const noQueue = { send: async () => undefined, depth: async () => 0 };
  const deps = {
    table,
    rules: async () => rules,
    clock: { now: () => now },
    outbound: noQueue,
    deadLetters: noQueue,
    linkSecret: writing.linkSecret,
    texter: createSmsTexter({}),
    mailer: {
      send: async () => {
        sent += 1;
        return { status: 'sent' as const, providerMessageId: `${'0'.repeat(50)}${sent}` };
      },
    },
    writeMail: createMailWriter({ ...writing, sender: 'hello@shop.example' }),
    writeText: createTextWriter(writing),
  };
  const orders = mailOrders(shop, MAILS, now).map((order, position) => ({
    messageId: String(position),
    body: JSON.stringify(order),
  }));
  const atFirst = { ...table.consumed };
  for (let start = 0; start < orders.length; start += BATCH)
    await handleOutbound(orders.slice(start, start + BATCH), deps);
  if (sent !== MAILS) throw new Error(`${sent} of ${MAILS} mails were sent.`);
  const delivered = { ...table.consumed };
  await readers.relay(relayed);
  const changes = readers.waiting;
  for (let mail = 0; mail < ALONE; mail += 1) await readers.fold(changes / MAILS);
  const alone = { ...table.consumed };
  const pace = await measurePace(table, now);
  const figures = {
    ...pace,
    mailWrites: (delivered.writeUnits - atFirst.writeUnits) / MAILS,
    mailReads: (delivered.readUnits - atFirst.readUnits) / MAILS,
    changesPerMail: changes / MAILS,
    reportWritesAlone: (alone.writeUnits - delivered.writeUnits) / ALONE,
    reportReadsAlone: (alone.readUnits - delivered.readUnits) / ALONE,
  };
  await database.close();
  return {
    rows: [
      told(
        'DynamoDB units per e-mail in `deliver`',
        `${figure(figures.mailWrites)} writes, ${figure(figures.mailReads)} reads`,
        'Claim and outcome, two single puts; state and contact, read consistently.',
      ),
      told(
        `DynamoDB units to pace a batch of ${BATCH} e-mails to the quota`,
        `${figure(pace.paceWrites)} writes, ${figure(pace.paceReads)} reads`,
        `${figure(pace.paceWrites / BATCH)} writes an e-mail. More only where several reserve within the same few milliseconds.`,
      ),
    ],
    method: `${MAILS.toLocaleString('en')} e-mails through \`handleOutbound\` on the SQLite table's count of units. One run.`,
    figures,
  };
}

/** What it costs to reserve the slots of a batch, in units; the quota is far enough for none to wait. */
async function measurePace(
  table: Table,
  now: number,
): Promise<{ readonly paceWrites: number; readonly paceReads: number }> {
  const lane = createLane(sendPaceKey('email'), {
    table,
    clock: { now: () => now },
    quota: async () => ({ perSecond: 1e6, sentLastDay: 0 }),
    settings: { share: 0.9 },
  });
  const demand = { weight: 1, isPromotional: true, patienceMs: 15_000 };
  const before = { ...table.consumed };
  for (let batch = 0; batch < MAILS / BATCH; batch += 1)
    await lane.reserve(Array.from({ length: BATCH }, () => demand));
  return {
    paceWrites: ((table.consumed.writeUnits - before.writeUnits) * BATCH) / MAILS,
    paceReads: ((table.consumed.readUnits - before.readUnits) * BATCH) / MAILS,
  };
}
