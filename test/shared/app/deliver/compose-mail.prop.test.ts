import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { composeMail } from '../../../../shared/app/deliver/compose-mail.ts';

/** Whatever somebody may type: line ends, headers, encoded words, scripts from right to left, halves of characters. */
const nasty = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '\r\nBcc: eve@evil.example',
        '\n\nbody',
        '\r\n\r\n--=_perennial_alternative--',
        '=?utf-8?Q?x?=',
        '"',
        '<eve@evil.example>',
        ',',
        '\u2028',
        '\u0000',
        'שלום',
        '您的茶杯还在等您',
        'x'.repeat(300),
        '\ud800',
      ),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(''));

const FIELDS = [
  'from',
  'to',
  'reply-to',
  'subject',
  'date',
  'message-id',
  'x-perennial-message',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'mime-version',
  'content-type',
];

const typed = fc.record({ name: nasty, subject: nasty, html: nasty, text: nasty, token: nasty, id: nasty });

const compose = async ({
  name,
  subject,
  html,
  text,
  token,
  id,
}: typeof typed extends fc.Arbitrary<infer T> ? T : never) =>
  await composeMail({
    from: { name, address: 'news@kettle.example' },
    to: 'ada@example.com',
    replyTo: 'hello@kettle.example',
    subject,
    html,
    text,
    unsubscribeUrl: `https://shop.example/unsubscribe?token=${token}`,
    date: 1_772_600_767_000,
    messageId: id,
  });

/** What a mail can carry of a text: halves of characters become U+FFFD, and lines end in one way. */
const carried = (text: string) => Buffer.from(text, 'utf8').toString('utf8').replace(/\r\n?/g, '\n');

describe('composeMail, whatever people type', () => {
  it('has the fields that it means to have, once each, so that a signature can cover them', async () => {
    await fc.assert(
      fc.asyncProperty(typed, async (mail) => {
        const message = await PostalMime.parse(await compose(mail));
        expect(message.headers.map(({ key }) => key)).toEqual(FIELDS);
        expect(message.from?.address).toBe('news@kettle.example');
        expect(message.to?.map(({ address }) => address)).toEqual(['ada@example.com']);
        expect(message.cc ?? message.bcc).toBeUndefined();
        expect(message.attachments).toEqual([]);
      }),
    );
  });

  it('is ASCII in short lines that end in CR LF, in the header too', async () => {
    await fc.assert(
      fc.asyncProperty(typed, async (mail) => {
        const raw = Buffer.from(await compose(mail)).toString('latin1');
        expect(raw).toMatch(/^[\r\n\t -~]*$/);
        expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        const header = raw.slice(0, raw.indexOf('\r\n\r\n'));
        for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
        // RFC 2047 section 2: encoded words are folded at 76, the field's name aside.
        const encoded = /^(?:Subject:|From:|[ \t]).*=\?utf-8\?/i;
        for (const line of header.split('\r\n').filter((each) => encoded.test(each)))
          expect(line.length).toBeLessThanOrEqual(78);
      }),
    );
  });

  it('carries both parts in UTF-8, as they were written', async () => {
    await fc.assert(
      fc.asyncProperty(typed, async (mail) => {
        const bytes = await compose(mail);
        const message = await PostalMime.parse(bytes);
        expect((message.html ?? '').trimEnd()).toBe(carried(mail.html).trimEnd());
        expect((message.text ?? '').trimEnd()).toBe(carried(mail.text).trimEnd());
        expect(
          Buffer.from(bytes)
            .toString('latin1')
            .match(/charset=utf-8/g),
        ).toHaveLength(2);
      }),
    );
  });
});
