import PostalMime, { type Email } from 'postal-mime';
import type { Instant } from '../../domain/instant.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { Mailbox, StoredMail } from './mailbox.ts';

/** One line of the mailbox. */
interface MailSummary {
  readonly id: string;
  readonly at: Instant;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface MailPage {
  readonly mails: readonly MailSummary[];
  /** Pass it on as `before` to read older mail; absent at the oldest. */
  readonly before?: string;
}

/** One mail, opened. */
export interface MailView extends MailSummary {
  /** Absent where the mail has no such part. */
  readonly html?: string;
  readonly text?: string;
  /** In the order of the message, unfolded. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

const PAGE_SIZE = 50;
const CR = 13;
const LF = 10;

/** Lists the mail, newest first. */
export async function listMail(mailbox: Mailbox, before?: string): Promise<MailPage> {
  const found = await mailbox.list({ limit: PAGE_SIZE + 1, ...(before === undefined ? {} : { before }) });
  const shown = found.slice(0, PAGE_SIZE);
  const mails = await Promise.all(
    shown.map(async (mail) => summarize(mail, await PostalMime.parse(headOf(mail.raw)))),
  );
  const last = shown.at(-1);
  return found.length > PAGE_SIZE && last !== undefined ? { mails, before: last.id } : { mails };
}

/** Opens one mail. Throws `CONSOLE.UNKNOWN_MAIL`. */
export async function readMail(mailbox: Mailbox, id: string): Promise<MailView> {
  const mail = await readStoredMail(mailbox, id);
  const email = await PostalMime.parse(mail.raw);
  return {
    ...summarize(mail, email),
    ...(email.html === undefined ? {} : { html: email.html }),
    ...(email.text === undefined ? {} : { text: email.text }),
    headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
  };
}

/** One mail as it would have gone over the wire. Throws `CONSOLE.UNKNOWN_MAIL`. */
export async function readStoredMail(mailbox: Mailbox, id: string): Promise<StoredMail> {
  const mail = await mailbox.get(id);
  if (mail === undefined) {
    throw new PerennialError('CONSOLE.UNKNOWN_MAIL', { message: 'The mailbox holds no mail of this id.' });
  }
  return mail;
}

function summarize(mail: StoredMail, email: Email): MailSummary {
  const { id, at, to, tags } = mail;
  const from = email.from?.name ? `${email.from.name} <${email.from.address}>` : mail.from;
  return { id, at, from, to, subject: email.subject ?? '', tags };
}

/** The header section alone: a list need not decode fifty bodies. */
function headOf(raw: Uint8Array): Uint8Array {
  const isBlankLine = (byte: number, at: number): boolean =>
    byte === LF && (raw[at + 1] === LF || (raw[at + 1] === CR && raw[at + 2] === LF));
  const end = raw.findIndex(isBlankLine);
  return end === -1 ? raw : raw.subarray(0, end + 1);
}
