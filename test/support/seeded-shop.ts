import type { StoredMail } from '../../shared/app/console/mailbox.ts';
import { decideCustomer } from '../../shared/app/decide/decide-customer.ts';
import type { InboundInput } from '../../shared/app/decide/inbound-message.ts';
import { composeMail } from '../../shared/app/deliver/compose-mail.ts';
import { claimKey, contactKey, stateKey } from '../../shared/app/item-keys.ts';
import { journalEntryOf } from '../../shared/app/journal-entry-of.ts';
import { foldReport } from '../../shared/app/report/fold-report.ts';
import type { CompiledRules } from '../../shared/domain/compiled-rules.ts';
import { DAY_MS } from '../../shared/domain/instant.ts';
import type { Claim } from '../../shared/domain/message/claim.ts';
import type { Change, Table, Write } from '../../shared/ports.ts';
import { MemoryMailbox } from './memory-mailbox.ts';
import { memoryTable } from './memory-table.ts';
import { rulesWith } from './rules.ts';
import { seedCalibration } from './seed-calibration.ts';

/** A shop with a year and a half behind it, read as the page reads it. */
export interface SeededShop {
  readonly table: Table;
  readonly mailbox: MemoryMailbox;
  readonly rules: CompiledRules;
  readonly now: number;
  /** Was asked to come back, and got the mail of this id. */
  readonly mailed: { readonly customerId: string; readonly mailId: string };
}

const START = Date.UTC(2025, 0, 6);
const DAYS = 540;
const TEAS = ['oolong', 'sencha', 'assam'];
const CHANNELS = ['web', 'shop', 'app'];

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Segments of the shop's own; the second is as hostile a condition as a marketer may write. */
const SEGMENTS = [
  { name: 'regulars', condition: 'occasions >= 3 && daysSinceLastOrder < 120' },
  { name: 'oolong', condition: 'attributes.favouriteTea != "<img src=x onerror=stop()>" && tier == "head"' },
];

/** Lives `customers` customers through the real state machine, counts and mails what follows, and calibrates. */
export async function seedShop(customers = 240): Promise<SeededShop> {
  const gates = { customers: 20, historyDays: 180, daysSinceLastOrder: 30, customersWithThreeOrders: 1 };
  const rules = rulesWith({ segments: SEGMENTS, prediction: { gates } });
  const table = memoryTable();
  const changes: Change[] = [];
  const now = START + DAYS * DAY_MS;
  for (let number = 0; number < customers; number += 1) {
    const customerId = `c-${1001 + number}`;
    for (const inbound of historyOf(customerId, createDice(number + 1), now)) {
      const { writes } = decideCustomer(
        customerId,
        [inbound],
        { state: await table.get(stateKey(customerId)), contact: await table.get(contactKey(customerId)) },
        rules,
      );
      changes.push(...(await writeAll(table, writes)));
    }
  }

  const mails = await deliverAll(table, changes);
  const inOrder = changes.map((change, position) => ({ ...change, sequence: String(position + 1) }));
  await foldReport('seed', inOrder, table);
  await seedCalibration(table, rules, now);
  return {
    table,
    mailbox: new MemoryMailbox(mails.map(({ mail }) => mail)),
    rules,
    now,
    mailed: { customerId: mails[0]?.customerId ?? '', mailId: mails[0]?.mail.id ?? '' },
  };
}

/** Commits, and tells of it as the stream would. */
async function writeAll(table: Table, writes: readonly Write[]): Promise<Change[]> {
  const keys = writes.map((write) => (write.kind === 'put' ? write.item : write.key));
  const before = await table.getMany(keys);
  await table.transact(writes);
  const after = await table.getMany(keys);
  return keys.map(({ pk, sk }, position) => ({
    sequence: '1',
    kind: before[position] === undefined ? 'insert' : 'modify',
    key: { pk, sk },
    ...(before[position] && { before: before[position] }),
    ...(after[position] && { after: after[position] }),
  }));
}

function historyOf(customerId: string, dice: () => number, now: number): InboundInput[] {
  const firstAt = START + Math.floor(dice() ** 1.4 * (DAYS - 5)) * DAY_MS + Math.floor(dice() * DAY_MS);
  const pauseDays = 12 + dice() * 80;
  const spendMinor = 1_500 + dice() ** 2 * 14_000;
  const hasConsent = dice() < 0.8;
  const isBargainHunter = spendMinor < 4_000;
  const history: InboundInput[] = [profileOf(customerId, firstAt - 60_000, hasConsent)];
  let at = firstAt;
  for (let order = 1; at < now; order += 1) {
    const orderId = `${customerId.slice(2)}-${order}`;
    const totalMinor = Math.round(spendMinor * (0.5 + dice()));
    history.push({
      customerId,
      acceptedAt: at + 1_000,
      input: {
        kind: 'order.placed',
        id: `order-${orderId}`,
        occurredAt: at,
        orderId,
        totalMinor,
        currency: 'USD',
        channel: CHANNELS[Math.floor(dice() * CHANNELS.length)] ?? 'web',
        items: [
          { sku: TEAS[Math.floor(dice() * TEAS.length)] ?? 'tea', quantity: 1, priceMinor: totalMinor },
        ],
        ...(isBargainHunter && { discountMinor: Math.round(totalMinor / 5) }),
      },
    });
    if (dice() < 0.06) {
      history.push({
        customerId,
        acceptedAt: at + 3 * DAY_MS,
        input: {
          kind: 'order.refunded',
          id: `refund-${orderId}`,
          occurredAt: at + 3 * DAY_MS,
          orderId,
          amountMinor: Math.round(totalMinor / 2),
          currency: 'USD',
        },
      });
    }
    if (dice() < 0.16) break;
    at += Math.round(Math.max(1, -Math.log(1 - dice()) * pauseDays) * DAY_MS);
  }
  const lived = history.filter(({ acceptedAt }) => acceptedAt < now);
  lived.sort((a, b) => a.acceptedAt - b.acceptedAt);
  // Weekly ticks stand in for the sweep.
  for (let tickAt = firstAt + 7 * DAY_MS; tickAt <= now; tickAt += 7 * DAY_MS) {
    lived.push({ customerId, acceptedAt: tickAt, input: { kind: 'tick', id: `tick:${tickAt}` } });
  }
  return lived.sort((a, b) => a.acceptedAt - b.acceptedAt);
}

const profileOf = (customerId: string, at: number, hasConsent: boolean): InboundInput => ({
  customerId,
  acceptedAt: at,
  contact: { at, email: `${customerId}@example.invalid`, name: `Customer ${customerId.slice(2)}` },
  input: {
    kind: 'customer.updated',
    id: `profile-${customerId}`,
    occurredAt: at,
    country: 'US',
    locale: 'en',
    birthday: '--05-17',
    attributes: { favouriteTea: 'oolong' },
    reachable: { email: true },
    ...(hasConsent ? { consents: [{ channel: 'email', status: 'granted', source: 'checkout', at }] } : {}),
  },
});

/** Settles every message that was asked for as sent, and mails it. */
async function deliverAll(
  table: Table,
  changes: Change[],
): Promise<{ customerId: string; mail: StoredMail }[]> {
  const delivered: { customerId: string; mail: StoredMail }[] = [];
  for (const entry of changes.flatMap((change) => journalEntryOf(change) ?? [])) {
    for (const fact of entry.facts) {
      if (fact.kind !== 'message.requested') continue;
      const { campaign, step, occurrence, channel, template } = fact;
      const { customerId } = entry;
      const at = fact.at + 90_000;
      const id = `m-${delivered.length + 1}`;
      const claim: Claim = {
        status: 'sent',
        campaign,
        step,
        occurrence,
        channel,
        template,
        locale: 'en',
        claimant: 'seed',
        claimedAt: at,
        settledAt: at + 200,
        providerMessageId: id,
      };
      const key = claimKey(customerId, campaign, step, occurrence);
      const put: Write = { kind: 'put', item: { ...key, version: 1, body: claim }, condition: 'absent' };
      changes.push(...(await writeAll(table, [put])));
      delivered.push({ customerId, mail: await mailTo(customerId, id, at) });
    }
  }
  return delivered.sort((a, b) => a.mail.at - b.mail.at);
}

const html = (name: string): string => `<!doctype html>
<html><head><meta charset="utf-8"><title>We kept your favourite</title></head>
<body style="margin:0;background:#f3f1ec;font-family:Georgia,serif">
<div style="max-width:560px;margin:0 auto;padding:32px;background:#fff">
<h1 style="font-size:24px">We kept your favourite, ${name}</h1>
<p>It has been a while. Your oolong is back, and postage is on us this week.</p>
<p><a href="https://shop.example.invalid/" style="background:#2c6a4c;color:#fff;padding:10px 18px;text-decoration:none">See what is new</a></p>
<p style="color:#777;font-size:12px">Test shop, 1 Test Street. <a href="https://shop.example.invalid/off">Unsubscribe</a></p>
</div></body></html>`;

async function mailTo(customerId: string, id: string, at: number): Promise<StoredMail> {
  const name = `Customer ${customerId.slice(2)}`;
  const to = `${customerId}@example.invalid`;
  const raw = await composeMail({
    from: { name: 'Test shop', address: 'shop@example.invalid' },
    to,
    subject: `${name}, we kept your favourite — 老朋友，好久不见`,
    html: html(name),
    text: `We kept your favourite, ${name}.\n\nIt has been a while. Your oolong is back.\n`,
    unsubscribeUrl: 'https://shop.example.invalid/off',
    date: at,
    messageId: `seed-${customerId}`,
  });
  return {
    id,
    at,
    channel: 'email',
    from: 'shop@example.invalid',
    to,
    tags: { campaign: 'win-back', step: 'offer' },
    raw,
  };
}
