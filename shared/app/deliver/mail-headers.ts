import { randomUUID } from 'node:crypto';
import { encodeWords, foldLines } from 'nodemailer/lib/mime-funcs';
import MimeNode from 'nodemailer/lib/mime-node';
import { asciiAddress } from '../../ascii-address.ts';
import type { Instant } from '../../domain/instant.ts';
import { PerennialError } from '../../perennial-error.ts';

interface MailHeaders {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly replyTo?: string;
  readonly unsubscribeUrl?: string;
  readonly isAutomatic?: boolean;
  readonly date?: Instant;
  readonly messageId?: string;
  readonly boundary: string;
}

/** Label of the List-Id (RFC 2919), before the sender's domain: what a customer gets or gets no more as a whole. */
const LIST = 'news';

/** Of an encoded word, its frame not counted: with it, RFC 2047 allows 75 characters. */
const ENCODED_WORD_LENGTH = 52;

/**
 * The header of a mail, up to and with the empty line. It is ASCII, no line is over 998 characters, and whatever a
 * customer or marketer typed stays within its own field.
 */
export function mailHeaders(mail: MailHeaders): string {
  const { from, to, subject, replyTo, unsubscribeUrl, boundary } = mail;
  const date = new Date(mail.date ?? Date.now()).toUTCString().replace('GMT', '+0000');
  const messageId = asAtom(mail.messageId ?? randomUUID());
  const sender = plainAddress(from.address);
  const domain = sender.slice(sender.lastIndexOf('@') + 1);
  const fields = [
    fromField(from.name, sender),
    `To: ${plainAddress(to)}`,
    ...(replyTo === undefined ? [] : [`Reply-To: ${plainAddress(replyTo)}`]),
    foldLines(`Subject: ${encodeWords(asOneLine(subject), 'Q', ENCODED_WORD_LENGTH)}`),
    `Date: ${date}`,
    `Message-ID: <${messageId}@${domain}>`,
    // SES gives a Message-ID of its own; by this one a mail is still told from every other.
    ...(mail.messageId === undefined ? [] : [`X-Perennial-Message: ${messageId}`]),
    ...(unsubscribeUrl === undefined
      ? []
      : [
          `List-Id: <${LIST}.${domain}>`,
          `List-Unsubscribe: <${asUrl(unsubscribeUrl)}>`,
          'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
        ]),
    // RFC 3834: what is on holiday does not answer. A list says the same by its own fields.
    ...(mail.isAutomatic === true ? ['Auto-Submitted: auto-generated'] : []),
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
    node.setHeader('From', { name: asOneLine(name), address });
    field = /^From: .*(?:\r\n[ \t].*)*/m.exec(node.buildHeaders())?.[0] ?? `From: ${address}`;
    fromFields.clear();
    fromFields.set(key, field);
  }
  return field;
}

/** SES takes ASCII addresses only; and one with other characters could add a recipient or a header. */
function plainAddress(address: string): string {
  const plain = asciiAddress(address);
  if (plain.ok) return plain.address;
  throw new PerennialError('MAIL.BAD_ADDRESS', {
    message: `The mail was not composed: ${plain.reason}.`,
  });
}

const asAtom = (text: string): string => text.replace(/[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]/g, '-');

const asOneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** Percent-encodes what cannot stand in a URL, so that it can end neither the header nor the angle brackets. */
const asUrl = (url: string): string => new URL(url).href.replace(/[<>\s]/g, encodeURIComponent);
