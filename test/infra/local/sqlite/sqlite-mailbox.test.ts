import { afterAll, describe, expect, it } from 'vitest';
import { openLocalDatabase } from '../../../../infra/local/sqlite/local-database.ts';
import { createSqliteMailbox } from '../../../../infra/local/sqlite/sqlite-mailbox.ts';
import { describeMailer } from '../../../contracts/mailer-contract.ts';
import { describeTexter } from '../../../contracts/texter-contract.ts';

const database = openLocalDatabase(':memory:');
const clock = { now: () => Date.UTC(2027, 1, 6) };

afterAll(() => database.close());

describeMailer('SQLite', async () => {
  const mailbox = createSqliteMailbox(database, clock);
  return {
    mailer: mailbox.mailer,
    received: async () =>
      (await mailbox.list({ limit: 1_000 }))
        .flatMap((each) => (each.channel === 'email' ? each : []))
        .toReversed(),
  };
});

describeTexter('SQLite', async () => {
  const mailbox = createSqliteMailbox(database, clock);
  return {
    texter: mailbox.texter,
    received: async () =>
      (await mailbox.list({ limit: 1_000 }))
        .flatMap((each) => (each.channel === 'sms' ? each : []))
        .toReversed(),
  };
});

describe('the mailbox', () => {
  const open = async (mails: number) => {
    const mailbox = createSqliteMailbox(openLocalDatabase(':memory:'), clock);
    const ids: string[] = [];
    for (let number = 1; number <= mails; number += 1) {
      const raw = new TextEncoder().encode(`Subject: ${number}\r\n\r\n`);
      const outcome = await mailbox.mailer.send({
        from: 'a@example.com',
        to: 'b@example.com',
        raw,
        tags: { n: 'x' },
      });
      if (outcome.status === 'sent') ids.push(outcome.providerMessageId);
    }
    return { mailbox, ids };
  };

  it('lists the newest first, page by page, until there are no more', async () => {
    const { mailbox, ids } = await open(5);
    const page = async (before?: string) =>
      (await mailbox.list({ limit: 2, ...(before !== undefined && { before }) })).map(({ id }) => id);
    const first = await page();
    const second = await page(first.at(-1));
    const third = await page(second.at(-1));
    expect([...first, ...second, ...third]).toEqual(ids.toReversed());
    expect(await page(third.at(-1))).toEqual([]);
    expect(await mailbox.count()).toBe(5);
  });

  it('gives a mail by the id that the sender got, with the time of its clock', async () => {
    const { mailbox, ids } = await open(1);
    expect(await mailbox.get(ids[0] ?? '')).toEqual({
      id: ids[0],
      at: clock.now(),
      channel: 'email',
      from: 'a@example.com',
      to: 'b@example.com',
      tags: { n: 'x' },
      raw: new TextEncoder().encode('Subject: 1\r\n\r\n'),
    });
  });

  it('keeps texts in one row with the mails', async () => {
    const { mailbox, ids } = await open(1);
    const sent = await mailbox.texter.send({
      to: '+12065550100',
      body: '茶 🍵',
      isPromotional: true,
      tags: { n: 'y' },
      timeToLiveSeconds: 60,
    });
    const [newest, oldest, ...others] = await mailbox.list({ limit: 5 });
    expect(newest).toEqual({
      id: sent.status === 'sent' ? sent.providerMessageId : '',
      at: clock.now(),
      channel: 'sms',
      to: '+12065550100',
      tags: { n: 'y' },
      body: '茶 🍵',
    });
    expect([oldest?.id, others]).toEqual([ids[0], []]);
  });

  it('knows no mail of another id', async () => {
    const { mailbox } = await open(1);
    for (const id of ['0', '99', 'x', '1.5', '-1', '']) {
      expect(await mailbox.get(id)).toBeUndefined();
      expect(await mailbox.list({ limit: 5, before: id })).toEqual([]);
    }
  });
});
