import type { Instant } from '../../domain/instant.ts';
import { mailHeaders } from './mail-headers.ts';
import { encodeQuotedPrintable } from './quoted-printable.ts';

export interface MailToCompose {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Where answers go; to the sender where absent. */
  readonly replyTo?: string;
  /** `https:` link that takes the customer off the list by one POST (RFC 8058); absent for what is no marketing. */
  readonly unsubscribeUrl?: string;
  /** Nobody wrote it to this one customer, and it belongs to no list: an invoice, say (RFC 3834 section 5). */
  readonly isAutomatic?: boolean;
  /** For the Date header, else the machine's time. SES overwrites it. */
  readonly date?: Instant;
  /** Local part of the Message-ID, unique for ever, else a random one. SES overwrites it, so it is in X-Perennial-Message too. */
  readonly messageId?: string;
}

/** Neither quoted-printable nor base64 has "=_" in it, so this never stands within an encoded part. */
const BOUNDARY = '=_perennial_alternative';

/**
 * The RFC 5322 message: text and HTML as alternatives, one-click unsubscription (RFC 8058) where there is something to unsubscribe from, ASCII throughout, no line
 * over 998 characters. Throws `MAIL.BAD_ADDRESS`. Put together here, since nodemailer's streams take over a
 * millisecond for a mail; names and subjects are encoded by nodemailer.
 */
export async function composeMail(mail: MailToCompose): Promise<Uint8Array> {
  const header = mailHeaders({ ...mail, boundary: BOUNDARY });
  const parts = part('text/plain', mail.text) + part('text/html', mail.html);
  return Buffer.from(`${header}${parts}--${BOUNDARY}--\r\n`, 'latin1');
}

function part(type: string, content: string): string {
  const { encoding, body } = encode(content);
  return `--${BOUNDARY}\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n`;
}

const NOT_PLAIN = /[^\t\n -~]/;
/** RFC 5322 2.1.1, the line's end not counted. */
const LONGEST_LINE = 998;
/** RFC 2045 6.8: 76 characters at most. */
const BASE64_LINE = /.{1,76}/g;
/** Share of characters beyond ASCII past which base64 is shorter than quoted-printable. */
const BASE64_SHARE = 1 / 6;

function hasLongLine(text: string): boolean {
  for (let start = 0; text.length - start > LONGEST_LINE; ) {
    const end = text.lastIndexOf('\n', start + LONGEST_LINE);
    if (end < start) return true;
    start = end + 1;
  }
  return false;
}

function encode(content: string): { readonly encoding: string; readonly body: string } {
  const text = content.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  if (!NOT_PLAIN.test(text) && !hasLongLine(text) && !text.includes(BOUNDARY))
    return { encoding: '7bit', body: text.replaceAll('\n', '\r\n') };
  const bytes = Buffer.from(text, 'utf8');
  // Each character beyond ASCII has one byte at least more than UTF-16 units.
  if ((bytes.length - text.length) / bytes.length <= BASE64_SHARE)
    return { encoding: 'quoted-printable', body: encodeQuotedPrintable(text) };
  const lines = bytes.toString('base64').match(BASE64_LINE) ?? [];
  return { encoding: 'base64', body: lines.join('\r\n') };
}
