import { broadcastDue } from '../../shared/app/broadcast/broadcast-due.ts';
import { registerCampaigns } from '../../shared/app/campaign/register-campaigns.ts';
import { readCurrentRules } from '../../shared/app/current-rules.ts';
import { decideBatch } from '../../shared/app/decide/decide-batch.ts';
import { type InboundInput, readInbound } from '../../shared/app/decide/inbound-message.ts';
import { inputOfEvent } from '../../shared/app/input-of-event.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import { type CompiledRules, compileRules } from '../../shared/domain/compiled-rules.ts';
import type { ConsumedUnits, Table } from '../../shared/ports.ts';
import { memoryTable } from '../support/memory-table.ts';
import { campaign } from '../support/rules.ts';
import { type BenchResult, told } from './bench-result.ts';
import { profileEvents } from './mail-load.ts';
import { REPOSITORY } from './run-command.ts';
import { figure } from './statistics.ts';

const CUSTOMERS = 10_000;
const BATCH = 100;
const SALE_AT = Date.UTC(2026, 2, 1, 10);

interface BroadcastUnits {
  /** Of the function itself, for each customer reached. */
  readonly fanOut: ConsumedUnits;
  /** Of deciding their ticks, for each. */
  readonly decided: ConsumedUnits;
}

export async function measureBroadcastUnits(): Promise<BenchResult> {
  const { rules } = await loadShop(`${REPOSITORY}/shop`, { templates: false });
  const rulesFor = (audience: string): CompiledRules =>
    compileRules({
      ...rules,
      shop: { ...rules.shop, timeZone: 'UTC' },
      campaigns: [
        campaign({
          name: 'sale',
          audience,
          trigger: { kind: 'schedule', form: 'once', text: '2026-03-01T10:00', zone: 'shop' },
        }),
      ],
    });
  const sent = await broadcastTo(rulesFor('orders > 0'));
  const skipped = await broadcastTo(rulesFor('orders > 1'));
  const figures = {
    broadcastWrites: sent.fanOut.writeUnits + sent.decided.writeUnits,
    broadcastReads: sent.fanOut.readUnits + sent.decided.readUnits,
    skippedWrites: skipped.fanOut.writeUnits + skipped.decided.writeUnits,
    skippedReads: skipped.fanOut.readUnits + skipped.decided.readUnits,
    fanOutWrites: sent.fanOut.writeUnits,
    fanOutReads: sent.fanOut.readUnits,
  };
  return {
    rows: [
      told(
        'DynamoDB units per message of a broadcast, up to its request',
        `${figure(figures.broadcastWrites)} writes, ${figure(figures.broadcastReads)} reads`,
        `State and journal entry in one transaction; ${figure(figures.fanOutWrites, 4)} writes and ${figure(figures.fanOutReads, 3)} reads of it to go through the audience index. Delivery comes on top.`,
      ),
      told(
        'The same per customer whom the audience passes over',
        `${figure(figures.skippedWrites)} writes, ${figure(figures.skippedReads)} reads`,
        'What a condition asks of tier and stage is not even read; this is one that asks for more.',
      ),
    ],
    method:
      `${CUSTOMERS.toLocaleString('en')} customers who can be mailed: \`broadcastDue\`, then \`decideBatch\` on its ticks in batches of ${BATCH}, ` +
      'on the SQLite table’s count of units. Counted, not timed: one run.',
    figures,
  };
}

async function broadcastTo(rules: CompiledRules): Promise<BroadcastUnits> {
  const table = memoryTable();
  const before = SALE_AT - 60_000;
  await registerCampaigns(rules.campaigns, table, { now: () => before });
  const arrivals = profileEvents(CUSTOMERS, before).map((event) => ({
    customerId: event.customerId,
    ...inputOfEvent(event),
    acceptedAt: before,
  }));
  await decideAll(arrivals, table, rules);
  const bodies: string[] = [];
  const run = (now: number) =>
    broadcastDue({
      table,
      rules,
      clock: { now: () => now },
      hasTime: () => true,
      broadcasts: {
        send: async (messages) => void bodies.push(...messages.map(({ body }) => body)),
        depth: async () => 0,
      },
    });
  await run(before);
  const atFirst = { ...table.consumed };
  const now = SALE_AT + 60_000;
  await run(now);
  if (bodies.length !== CUSTOMERS)
    throw new Error(`${bodies.length} of ${CUSTOMERS} customers were reached.`);
  const fannedOut = { ...table.consumed };
  const ticks = bodies.flatMap((body): InboundInput[] => {
    const read = readInbound(body, now);
    return read.status === 'readable' ? [read.inbound] : [];
  });
  await decideAll(ticks, table, rules);
  return { fanOut: perCustomer(atFirst, fannedOut), decided: perCustomer(fannedOut, table.consumed) };
}

async function decideAll(
  inbounds: readonly InboundInput[],
  table: Table,
  files: CompiledRules,
): Promise<void> {
  const { rules } = await readCurrentRules(files, table);
  for (let start = 0; start < inbounds.length; start += BATCH) {
    const outcomes = await decideBatch(inbounds.slice(start, start + BATCH), { table, rules });
    if (outcomes.some(({ status }) => status === 'failed')) throw new Error('An input was not stored.');
  }
}

const perCustomer = (from: ConsumedUnits, to: ConsumedUnits): ConsumedUnits => ({
  readUnits: (to.readUnits - from.readUnits) / CUSTOMERS,
  writeUnits: (to.writeUnits - from.writeUnits) / CUSTOMERS,
});
