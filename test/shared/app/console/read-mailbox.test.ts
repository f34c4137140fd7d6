import { describe, expect, it } from 'vitest';
import type { StoredMail, StoredText } from '../../../../shared/app/console/mailbox.ts';
import { listMail, readMail, readStoredMail } from '../../../../shared/app/console/read-mailbox.ts';
import { composeMail } from '../../../../shared/app/deliver/compose-mail.ts';
import { MemoryMailbox } from '../../../support/memory-mailbox.ts';

const storedMail = (id: string, raw: Uint8Array): StoredMail => ({
  id,
  at: 5,
  channel: 'email',
  from: 'shop@example.invalid',
  to: 'c@example.invalid',
  tags: { campaign: 'win-back' },
  raw,
});

const storedText = (id: string, body: string): StoredText => ({
  id,
  at: 6,
  channel: 'sms',
  to: '+12065550100',
  tags: { campaign: 'win-back' },
  body,
});

const composed = (subject: string): Promise<Uint8Array> =>
  composeMail({
    from: { name: '茶铺', address: 'shop@example.invalid' },
    to: 'c@example.invalid',
    subject,
    html: '<p>好久不见</p>',
    text: '好久不见',
    unsubscribeUrl: 'https://shop.example.invalid/off',
  });

describe('listMail', () => {
  it('gives sender, recipient and subject as people read them, newest first', async () => {
    const mailbox = new MemoryMailbox([
      storedMail('1', await composed('First')),
      storedMail('2', await composed('老朋友，好久不见，我们为你留了你最喜欢的乌龙茶，还有包邮')),
    ]);
    const { mails, before } = await listMail(mailbox);
    expect(before).toBeUndefined();
    expect(mails.map(({ id }) => id)).toEqual(['2', '1']);
    expect(mails[0]).toMatchObject({
      from: '茶铺 <shop@example.invalid>',
      to: 'c@example.invalid',
      subject: '老朋友，好久不见，我们为你留了你最喜欢的乌龙茶，还有包邮',
    });
  });

  it('walks older mail page by page, and ends', async () => {
    const raw = await composed('Hello');
    const mailbox = new MemoryMailbox(
      Array.from({ length: 100 }, (_, position) => storedMail(`${position}`, raw)),
    );
    const first = await listMail(mailbox);
    const second = await listMail(mailbox, first.before);
    expect([first.mails.length, first.before, second.mails.length, second.before]).toEqual([
      50,
      '50',
      50,
      undefined,
    ]);
    expect(second.mails.at(-1)?.id).toBe('0');
  });

  it('shows a mail that has no subject, or nothing at all', async () => {
    const mailbox = new MemoryMailbox([
      storedMail('1', new TextEncoder().encode('From: a@example.invalid\r\n\r\nHello')),
      storedMail('2', new Uint8Array()),
    ]);
    const { mails } = await listMail(mailbox);
    expect(mails.map(({ subject, from }) => [subject, from])).toEqual([
      ['', 'shop@example.invalid'],
      ['', 'shop@example.invalid'],
    ]);
  });
});

describe('a text message in the mailbox', () => {
  const body = `${'Tea is back. '.repeat(13)}回复R退订`;

  it('is listed among the mails by how it begins', async () => {
    const mailbox = new MemoryMailbox([
      storedMail('1', await composed('Hello')),
      storedText('2', 'Hi\nthere'),
      storedText('3', body),
    ]);
    const { mails } = await listMail(mailbox);
    expect(mails.map(({ channel, subject }) => [channel, subject])).toEqual([
      ['sms', `${body.slice(0, 80)}…`],
      ['sms', 'Hi there'],
      ['email', 'Hello'],
    ]);
    expect(mails[0]).not.toHaveProperty('from');
  });

  it('is shown whole, with what it is billed as, and is no mail to download', async () => {
    const mailbox = new MemoryMailbox([storedText('1', body)]);
    expect(await readMail(mailbox, '1')).toMatchObject({
      to: '+12065550100',
      text: body,
      headers: [],
      sms: { encoding: 'ucs-2', parts: 3, units: 174 },
    });
    await expect(readStoredMail(mailbox, '1')).rejects.toMatchObject({ code: 'CONSOLE.UNKNOWN_MAIL' });
  });
});

describe('readMail', () => {
  it('takes a mail apart into HTML, text and headers', async () => {
    const mail = await readMail(new MemoryMailbox([storedMail('1', await composed('Hello'))]), '1');
    expect(mail.html).toContain('好久不见');
    expect(mail.text?.trim()).toBe('好久不见');
    expect(mail.headers.map(({ name }) => name)).toContain('List-Unsubscribe-Post');
    expect(mail.tags).toEqual({ campaign: 'win-back' });
  });

  it('knows no mail of another id', async () => {
    await expect(readMail(new MemoryMailbox(), '1')).rejects.toMatchObject({ code: 'CONSOLE.UNKNOWN_MAIL' });
  });
});
