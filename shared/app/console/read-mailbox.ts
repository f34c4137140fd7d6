import PostalMime, { type Email } from 'postal-mime';
import type { Instant } from '../../domain/instant.ts';
import { countSmsParts, type SmsParts } from '../../domain/message/sms-parts.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { Mailbox, StoredMail, StoredMessage, StoredText } from './mailbox.ts';

/** One line of the mailbox. */
interface MessageSummary {
  readonly id: string;
  readonly at: Instant;
  readonly channel: 'email' | 'sms';
  /** Absent for a text message: the provider chooses the number. */
  readonly from?: string;
  readonly to: string;
  /** Of a text message, how it begins. */
  readonly subject: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface MailPage {
  readonly mails: readonly MessageSummary[];
  /** Pass it on as `before` to read older messages; absent at the oldest. */
  readonly before?: string;
}

/** One mail or text message, opened. */
export interface MailView extends MessageSummary {
  /** Absent where the message has no such part. */
  readonly html?: string;
  readonly text?: string;
  /** In the order of the mail, unfolded; a text message has none. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** What a text message is billed by. */
  readonly sms?: SmsParts;
}

const PAGE_SIZE = 50;
/** Characters of a text message that a list shows. */
const PREVIEW_LENGTH = 80;
const CR = 13;
const LF = 10;

/** Lists mails and text messages, newest first. */
export async function listMail(mailbox: Mailbox, before?: string): Promise<MailPage> {
  const found = await mailbox.list({ limit: PAGE_SIZE + 1, ...(before === undefined ? {} : { before }) });
  const shown = found.slice(0, PAGE_SIZE);
  const mails = await Promise.all(shown.map(summarize));
  const last = shown.at(-1);
  return found.length > PAGE_SIZE && last !== undefined ? { mails, before: last.id } : { mails };
}

/** Opens one mail or text message. Throws `CONSOLE.UNKNOWN_MAIL`. */
export async function readMail(mailbox: Mailbox, id: string): Promise<MailView> {
  const mail = await mailbox.get(id);
  if (mail === undefined) throw unknownMail();
  if (mail.channel === 'sms')
    return { ...summarizeText(mail), text: mail.body, headers: [], sms: countSmsParts(mail.body) };
  const email = await PostalMime.parse(mail.raw);
  return {
    ...summarizeMail(mail, email),
    ...(email.html === undefined ? {} : { html: email.html }),
    ...(email.text === undefined ? {} : { text: email.text }),
    headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
  };
}

/** One mail as it would have gone over the wire. Throws `CONSOLE.UNKNOWN_MAIL`, for a text message too. */
export async function readStoredMail(mailbox: Mailbox, id: string): Promise<StoredMail> {
  const mail = await mailbox.get(id);
  if (mail?.channel !== 'email') throw unknownMail();
  return mail;
}

const unknownMail = (): PerennialError =>
  new PerennialError('CONSOLE.UNKNOWN_MAIL', { message: 'The mailbox holds no mail of this id.' });

const summarize = async (message: StoredMessage): Promise<MessageSummary> =>
  message.channel === 'sms'
    ? summarizeText(message)
    : summarizeMail(message, await PostalMime.parse(headOf(message.raw)));

function summarizeMail({ id, at, channel, to, tags, ...mail }: StoredMail, email: Email): MessageSummary {
  const from = email.from?.name ? `${email.from.name} <${email.from.address}>` : mail.from;
  return { id, at, channel, from, to, subject: email.subject ?? '', tags };
}

function summarizeText({ id, at, channel, to, tags, body }: StoredText): MessageSummary {
  const characters = [...body.replace(/\s+/g, ' ')];
  const start = characters.slice(0, PREVIEW_LENGTH).join('');
  return { id, at, channel, to, subject: characters.length > PREVIEW_LENGTH ? `${start}…` : start, tags };
}

/** The header section alone: a list need not decode fifty bodies. */
function headOf(raw: Uint8Array): Uint8Array {
  const isBlankLine = (byte: number, at: number): boolean =>
    byte === LF && (raw[at + 1] === LF || (raw[at + 1] === CR && raw[at + 2] === LF));
  const end = raw.findIndex(isBlankLine);
  return end === -1 ? raw : raw.subarray(0, end + 1);
}
