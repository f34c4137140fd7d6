import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { contactSchema } from '../../shared/app/contact.ts';
import { CLAIM_PREFIX } from '../../shared/app/item-keys.ts';
import { type Claim, claimSchema } from '../../shared/domain/message/claim.ts';

export interface TemporaryFolder extends Disposable {
  readonly path: string;
}

/** A folder that goes when its scope ends. */
export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'perennial-e2e-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

const mailRow = z.object({ id: z.int(), at: z.int(), recipient: z.string(), tags: z.string() });
const claimRow = z.object({ pk: z.string(), body: z.string(), contact: z.string() });
const queueRow = z.object({ name: z.string(), messages: z.int() });

/** What a run left in its data folder. */
export interface LeftBehind {
  /** Messages by queue, dead-letter queues too. */
  readonly queues: Readonly<Record<string, number>>;
  readonly mails: number;
  /** Mails that no claim of their recipient speaks for, or that share one with another mail: sent twice. */
  readonly mailsTwice: readonly string[];
  /** Claims that say "sent" of a mail that is not in the mailbox. */
  readonly sentWithoutMail: readonly string[];
  readonly claims: readonly Claim[];
}

/** Reads the data folder of a run that has ended. The clock of a replay stands still while a mail is claimed and sent. */
export function readLeftBehind(directory: string): LeftBehind {
  using database = new DatabaseSync(join(directory, 'perennial.db'), { readOnly: true });
  const rows = <Row>(schema: z.ZodType<Row>, sql: string): Row[] =>
    database
      .prepare(sql)
      .all()
      .map((row) => schema.parse(row));
  const queues = rows(
    queueRow,
    'SELECT name, count(m.id) AS messages FROM queues q LEFT JOIN messages m ON m.queue = q.id GROUP BY name',
  );
  const mails = rows(mailRow, 'SELECT id, at, recipient, tags FROM mailbox');
  const claims = rows(
    claimRow,
    `SELECT c.pk, c.body, k.body AS contact FROM items c JOIN items k ON k.pk = c.pk AND k.sk = 'contact'
     WHERE c.sk LIKE '${CLAIM_PREFIX}%'`,
  ).map(({ body, contact }) => ({
    claim: claimSchema.parse(JSON.parse(body)),
    to: contactSchema.parse(JSON.parse(contact)).email?.value ?? '',
  }));

  const unspoken = new Set(claims);
  const mailsTwice: string[] = [];
  for (const { id, at, recipient, tags } of mails) {
    const { campaign, step } = JSON.parse(tags);
    const spoken = [...unspoken].find(
      ({ claim, to }) =>
        to === recipient &&
        claim.campaign === campaign &&
        claim.step === step &&
        (claim.status === 'sent'
          ? claim.providerMessageId === String(id)
          : claim.status === 'uncertain' && claim.claimedAt === at),
    );
    if (spoken === undefined) mailsTwice.push(`${id} to ${recipient}`);
    else unspoken.delete(spoken);
  }
  return {
    queues: Object.fromEntries(queues.map(({ name, messages }) => [name, messages])),
    mails: mails.length,
    mailsTwice,
    sentWithoutMail: [...unspoken].flatMap(({ claim, to }) => (claim.status === 'sent' ? [to] : [])),
    claims: claims.map(({ claim }) => claim),
  };
}
