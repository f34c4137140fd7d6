import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { composeMail, type MailToCompose } from '../../../../shared/app/deliver/compose-mail.ts';

const mail = (overrides: Partial<MailToCompose> = {}): MailToCompose => ({
  from: { name: 'Kettle & Crane', address: 'news@kettle.example' },
  to: 'ada@example.com',
  subject: 'Your cup is waiting',
  html: '<p style="color: red">Hello</p>\n',
  text: 'Hello\n',
  unsubscribeUrl: 'https://shop.example/unsubscribe?token=abc.def',
  date: Date.parse('2026-03-04T05:06:07Z'),
  messageId: 'win-back-1',
  ...overrides,
});

const rawOf = async (overrides: Partial<MailToCompose> = {}) =>
  Buffer.from(await composeMail(mail(overrides))).toString('latin1');
const parsed = async (overrides: Partial<MailToCompose> = {}) =>
  PostalMime.parse(await composeMail(mail(overrides)));

describe('composeMail', () => {
  it('is a message with text and HTML as alternatives and one-click unsubscription', async () => {
    const raw = await rawOf();
    expect(raw.slice(0, raw.indexOf('\r\n\r\n')).split('\r\n')).toEqual([
      'From: Kettle & Crane <news@kettle.example>'.replace('Kettle & Crane', '"Kettle & Crane"'),
      'To: ada@example.com',
      'Subject: Your cup is waiting',
      'Date: Wed, 04 Mar 2026 05:06:07 +0000',
      'Message-ID: <win-back-1@kettle.example>',
      'X-Perennial-Message: win-back-1',
      'List-Id: <news.kettle.example>',
      'List-Unsubscribe: <https://shop.example/unsubscribe?token=abc.def>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary="=_perennial_alternative"',
    ]);
    const message = await parsed();
    expect(message.html?.trimEnd()).toBe('<p style="color: red">Hello</p>');
    expect(message.text?.trimEnd()).toBe('Hello');
    expect(raw.indexOf('text/plain')).toBeLessThan(raw.indexOf('text/html'));
  });

  it.each([
    ['ASCII', 'Hello = there\n\tand a tab \n.\nFrom here\n', '7bit'],
    ['a little beyond ASCII', `Zoë — = \t\ncafé ${'long '.repeat(60)}\n`, 'quoted-printable'],
    ['mostly beyond ASCII', '您的茶杯还在等您。🍵\n'.repeat(20), 'base64'],
    ['lines too long for mail', `<p>${'x'.repeat(3000)}</p>`, 'quoted-printable'],
    ['the boundary itself', 'a\n--=_perennial_alternative--\nb', 'quoted-printable'],
    ['other line endings', 'a\r\nb\rc\n', '7bit'],
    ['nothing', '', '7bit'],
  ])('carries %s unharmed', async (_what, content, encoding) => {
    const raw = await rawOf({ html: content, text: content });
    expect(raw.match(/Content-Transfer-Encoding: (\S+)/)?.[1]).toBe(encoding);
    const message = await parsed({ html: content, text: content });
    const expected = content.replace(/\r\n?/g, '\n').trimEnd();
    expect(message.html?.trimEnd() ?? '').toBe(expected);
    expect(message.text?.trimEnd() ?? '').toBe(expected);
  });

  it('is ASCII in lines that any server takes', async () => {
    const content = `${'茶 é ='.repeat(500)}${'x'.repeat(2000)}`;
    const raw = await rawOf({
      html: content,
      text: 'é'.padEnd(5000, 'x'),
      subject: '您的茶杯 '.repeat(50),
      from: { name: '茶'.repeat(60), address: 'news@kettle.example' },
      unsubscribeUrl: `https://shop.example/unsubscribe?token=${'a'.repeat(400)}`,
    });
    expect(raw).toMatch(/^[\r\n\t -~]*$/);
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
    const body = raw.slice(raw.indexOf('\r\n\r\n'));
    for (const line of body.split('\r\n')) expect(line.length).toBeLessThanOrEqual(76);
  });

  it('names sender and subject in any language', async () => {
    const message = await parsed({
      from: { name: '小梅, "Mei" <Kettle>', address: 'news@kettle.example' },
      subject: '您的茶杯还在等您 — your cup is waiting for you, dear friend of fine tea',
    });
    expect(message.from).toMatchObject({ name: '小梅, "Mei" <Kettle>', address: 'news@kettle.example' });
    expect(message.subject).toBe('您的茶杯还在等您 — your cup is waiting for you, dear friend of fine tea');
  });

  it('writes the domains of addresses in ASCII, and where answers go', async () => {
    const message = await parsed({
      from: { name: 'Bücher', address: 'news@Bücher.example' },
      to: 'Ada.Lin@例え.テスト',
      replyTo: 'hilfe@bücher.example',
    });
    expect(message.from?.address).toBe('news@xn--bcher-kva.example');
    expect(message.to?.[0]?.address).toBe('Ada.Lin@xn--r8jz45g.xn--zckzah');
    expect(message.replyTo?.[0]?.address).toBe('hilfe@xn--bcher-kva.example');
    expect(message.messageId).toBe('<win-back-1@xn--bcher-kva.example>');
  });

  it('says of a mail that nobody asked for news in that a machine wrote it, and of news which list it is', async () => {
    const { unsubscribeUrl: _, ...service } = mail({ isAutomatic: true });
    const headers = Buffer.from(await composeMail(service)).toString('latin1');
    expect(headers).toContain('\r\nAuto-Submitted: auto-generated\r\n');
    expect(headers).not.toContain('List-');
    expect(await rawOf()).not.toContain('Auto-Submitted');
  });

  it('lets nobody add a header', async () => {
    const message = await parsed({
      from: { name: 'Mei\r\nBcc: evil@x.example', address: 'news@kettle.example' },
      subject: 'Hi\r\nX-Evil: 1\u2028X-Worse: 2\n\nbody',
      unsubscribeUrl: 'https://shop.example/u?token=a>\r\nX-Evil: 1',
      messageId: 'a>\r\nX-Evil: 1',
    });
    expect(message.headers.map(({ key }) => key)).toEqual([
      'from',
      'to',
      'subject',
      'date',
      'message-id',
      'x-perennial-message',
      'list-id',
      'list-unsubscribe',
      'list-unsubscribe-post',
      'mime-version',
      'content-type',
    ]);
    expect(message.from?.address).toBe('news@kettle.example');
    expect(message.text?.trimEnd()).toBe('Hello');
  });

  it.each([
    'ada@example.com, eve@x.example',
    'ada@example.com\r\nBcc: eve@x.example',
    'ада@example.com',
    'ada@-\u{200d}.example',
    'ada@bücher.example\u0000',
    '<a@b>',
    'ada',
    '',
  ])('refuses to send to %j', async (to) => {
    await expect(composeMail(mail({ to }))).rejects.toMatchObject({
      code: 'MAIL.BAD_ADDRESS',
      retryable: false,
    });
  });
});
