import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { seededRandom } from '../../cli/demo-shop/seeded-random.ts';
import { CLAIM_PREFIX, JOURNAL_PREFIX } from '../../shared/app/item-keys.ts';
import { claimSchema } from '../../shared/domain/message/claim.ts';
import { realTopology } from '../infra/local/support/real-topology.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import {
  addressOf,
  customerOf,
  kindOf,
  SALE,
  SALE_AT,
  saleShop,
  seedSaleShop,
} from '../support/sale-shop.ts';

/** `PERENNIAL_BROADCAST_CUSTOMERS=100000` takes some minutes. */
const CUSTOMERS = Number(process.env.PERENNIAL_BROADCAST_CUSTOMERS ?? 10_000);
const KILLS = 20;
const TEST_TIMEOUT_MS = 1_200_000;
const PROCESS = resolve(import.meta.dirname, '../support/broadcast-process.ts');

const bootSchema = z.object({ ticked: z.int(), waiting: z.int() });

/** What a process found when it began, and whether it came to the end before it was killed. */
interface Life extends z.infer<typeof bootSchema> {
  readonly isDone: boolean;
}

/** Runs the process; killed so many milliseconds after it has begun to work, where told. */
async function live(folder: TemporaryFolder, killAfterMs?: number): Promise<Life> {
  const args = [
    '--disable-warning=ExperimentalWarning',
    PROCESS,
    folder.path,
    join(folder.path, 'setup.json'),
  ];
  const child = spawn(process.execPath, [...args, SALE], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let boot: z.infer<typeof bootSchema> | undefined;
  let isDone = false;
  for await (const line of createInterface(child.stdout)) {
    if (line === 'done') isDone = true;
    else boot = bootSchema.parse(JSON.parse(line));
    if (killAfterMs !== undefined && !isDone) wait(killAfterMs).then(() => child.kill('SIGKILL'));
  }
  await exited;
  if (boot === undefined) throw new Error('The process ended before it began to work.');
  return { ...boot, isDone };
}

/**
 * What a process had in hand when it was killed comes first in the next, and in the one after that: a batch that died ten times goes
 * to the dead-letter queue, or is about to. The operator moves it back, and it has all its tries again.
 */
function redrive(folder: TemporaryFolder): void {
  using database = new DatabaseSync(join(folder.path, 'perennial.db'));
  database.exec(`UPDATE messages SET receive_count = min(receive_count, 1);
    UPDATE messages
    SET queue = (SELECT id FROM queues AS source WHERE source.dead_letter_queue = messages.queue)
    WHERE queue IN (SELECT dead_letter_queue FROM queues)`);
}

const mailRow = z.object({ recipient: z.string(), mails: z.int() });
const itemRow = z.object({ customerId: z.string(), body: z.string() });
const factsSchema = z.object({ facts: z.array(z.looseObject({ kind: z.string() })) });

/** By customer: mails in the mailbox, and what is on record of why one was not sent. */
function readOutcomes(folder: TemporaryFolder) {
  using database = new DatabaseSync(join(folder.path, 'perennial.db'), { readOnly: true });
  const items = (prefix: string) =>
    database
      .prepare(
        `SELECT substr(pk, ${'customer#'.length + 1}) AS customerId, body FROM items WHERE pk LIKE 'customer#%' AND sk LIKE '${prefix}%'`,
      )
      .all()
      .map((row) => itemRow.parse(row));
  const mails = new Map(
    database
      .prepare('SELECT recipient, count(*) AS mails FROM mailbox GROUP BY recipient')
      .all()
      .map((row) => mailRow.parse(row))
      .map((row) => [row.recipient, row.mails] as const),
  );
  const reasons = new Map<string, string[]>();
  const note = (customerId: string, reason: string) =>
    reasons.set(customerId, [...(reasons.get(customerId) ?? []), reason]);
  for (const { customerId, body } of items(CLAIM_PREFIX)) {
    const { status } = claimSchema.parse(JSON.parse(body));
    note(customerId, status);
  }
  for (const { customerId, body } of items(JOURNAL_PREFIX))
    for (const { kind } of factsSchema.parse(JSON.parse(body)).facts)
      if (kind === 'campaign.held-out' || kind === 'message.suppressed') note(customerId, kind);
  const left = z
    .object({ messages: z.int() })
    .parse(database.prepare('SELECT count(*) AS messages FROM messages').get());
  return { mails, reasons, left: left.messages };
}

it(
  `a broadcast to ${CUSTOMERS.toLocaleString('en')} customers that is killed ${KILLS} times reaches each once, or says why not`,
  async () => {
    using folder = temporaryFolder();
    await seedSaleShop(folder.path, CUSTOMERS);
    const offsetMs = SALE_AT + 60_000 - Date.now();
    writeFileSync(
      join(folder.path, 'setup.json'),
      JSON.stringify({ topology: realTopology(), shop: saleShop, offsetMs }),
    );
    const random = seededRandom(20_261_122);
    const lives: Life[] = [];
    for (let kill = 0; kill < KILLS; kill += 1)
      lives.push(await live(folder, random.integer(20, 20 + CUSTOMERS / 20)));
    redrive(folder);
    expect(await live(folder)).toMatchObject({ isDone: true });
    // Killed while it worked, nearly always: on a fast machine the last ones may find everything done.
    expect(lives.filter(({ isDone }) => !isDone).length).toBeGreaterThanOrEqual(KILLS - 5);
    expect(lives.some(({ ticked, waiting }) => ticked > 0 && waiting > 0)).toBe(true);

    const { mails, reasons, left } = readOutcomes(folder);
    const strange: string[] = [];
    const outcomes: Record<string, number> = {};
    for (let number = 0; number < CUSTOMERS; number += 1) {
      const customerId = customerOf(number);
      const got = mails.get(addressOf(number)) ?? 0;
      const said = (reasons.get(customerId) ?? []).join(' and ') || 'nothing';
      const kind = kindOf(number);
      const outcome = `${kind}: ${got} mails, ${said}`;
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (!EXPECTED[kind].includes(`${got} mails, ${said}`)) strange.push(`${customerId} ${outcome}`);
    }
    expect(strange).toEqual([]);
    expect(left).toBe(0);
    expect(outcomes['ordinary: 1 mails, sent']).toBeGreaterThan(CUSTOMERS * 0.7);
  },
  TEST_TIMEOUT_MS,
);

/** A process that dies between claim and outcome leaves an uncertain claim, whether or not the mail went. */
const EXPECTED: Readonly<Record<ReturnType<typeof kindOf>, readonly string[]>> = {
  ordinary: ['1 mails, sent', '1 mails, uncertain', '0 mails, uncertain', '0 mails, campaign.held-out'],
  'without-address': ['0 mails, withdrawn', '0 mails, campaign.held-out'],
  'late-joiner': ['0 mails, nothing'],
  'text-only': ['0 mails, message.suppressed', '0 mails, campaign.held-out'],
};
