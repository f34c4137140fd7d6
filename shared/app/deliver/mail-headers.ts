import { randomUUID } from 'node:crypto';
import { encodeWords, foldLines } from 'nodemailer/lib/mime-funcs';
import MimeNode from 'nodemailer/lib/mime-node';
import type { Instant } from '../../domain/instant.ts';
import { PerennialError } from '../../perennial-error.ts';

interface MailHeaders {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly unsubscribeUrl?: string;
  readonly date?: Instant;
  readonly messageId?: string;
  readonly boundary: string;
}

/** Of an encoded word, its frame not counted: with it, RFC 2047 allows 75 characters. */
const ENCODED_WORD_LENGTH = 52;

/**
 * The header of a mail, up to and with the empty line. It is ASCII, no line is over 998 characters, and whatever a
 * customer or marketer typed stays within its own field.
 */
export function mailHeaders(mail: MailHeaders): string {
  const { from, to, subject, unsubscribeUrl, boundary } = mail;
  const date = new Date(mail.date ?? Date.now()).toUTCString().replace('GMT', '+0000');
  const messageId = asAtom(mail.messageId ?? randomUUID());
  const fields = [
    fromField(from.name, from.address),
    `To: ${plainAddress(to)}`,
    foldLines(`Subject: ${encodeWords(asOneLine(subject), 'Q', ENCODED_WORD_LENGTH)}`),
    `Date: ${date}`,
    `Message-ID: <${messageId}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
    ...(unsubscribeUrl === undefined
      ? []
      : [
          `List-Unsubscribe: <${asUrl(unsubscribeUrl)}>`,
          'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
        ]),
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
  ];
  return `${fields.join('\r\n')}\r\n\r\n`;
}

const fromFields = new Map<string, string>();

/** Remembered: one shop has one sender, and quoting or encoding a display name is intricate. */
function fromField(name: string, address: string): string {
  const key = `${name}\n${address}`;
  let field = fromFields.get(key);
  if (field === undefined) {
    const node = new MimeNode('text/plain');
    node.setHeader('From', { name: asOneLine(name), address: plainAddress(address) });
    field = /^From: .*(?:\r\n[ \t].*)*/m.exec(node.buildHeaders())?.[0] ?? `From: ${plainAddress(address)}`;
    fromFields.clear();
    fromFields.set(key, field);
  }
  return field;
}

const PLAIN_ADDRESS = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]{1,255}$/;

/** SES takes ASCII addresses only; and one with other characters could add a recipient or a header. */
function plainAddress(address: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII, from its first character on.
  if (PLAIN_ADDRESS.test(address) && /^[\x00-\x7f]+$/.test(address)) return address;
  throw new PerennialError('MAIL.BAD_ADDRESS', {
    message: 'The mail has an address that is not plain ASCII such as ada@example.com; it was not composed.',
  });
}

const asAtom = (text: string): string => text.replace(/[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]/g, '-');

const asOneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** Percent-encodes what cannot stand in a URL, so that it can end neither the header nor the angle brackets. */
const asUrl = (url: string): string => new URL(url).href.replace(/[<>\s]/g, encodeURIComponent);
