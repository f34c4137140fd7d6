import { CUSTOMER_EXPORT_FORMAT } from '../../contracts/customer-export.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { Clock, Item, Table } from '../../ports.ts';
import { contactSchema } from '../contact.ts';
import { decodeJournalEntry } from '../decide/journal-document.ts';
import { decodeState } from '../decide/state-document.ts';
import { CLAIM_PREFIX, contactKey, JOURNAL_PREFIX, STATE_SORT_KEY, stateKey } from '../item-keys.ts';
import { addressHash } from '../suppression/address-hash.ts';
import { readSuppression } from '../suppression/suppression.ts';
import { auditWrite } from './audit-record.ts';
import { customerItems, kindOfItem, missesOfCustomer } from './customer-items.ts';
import { isExpired } from './is-expired.ts';
import { readableInstants } from './readable-instants.ts';
import { subjectHash } from './subject-hash.ts';

interface ExportDeps {
  readonly table: Table;
  readonly clock: Clock;
  /** The shop's own secret, under which ids and addresses are hashed. */
  readonly secret: string;
}

/**
 * All that is stored of a customer (GDPR art. 15 and 20, PIPL art. 45), as the text of one JSON object (`customerExportSchema`) in pieces: no more than a page
 * of items is held at a time. That it was given out goes on record before the first piece. Throws `PRIVACY.UNKNOWN_CUSTOMER` before that.
 */
export async function* exportCustomer(
  customerId: string,
  by: string,
  deps: ExportDeps,
): AsyncGenerator<string> {
  const { table, clock, secret } = deps;
  const [state, contactItem] = await table.getMany([stateKey(customerId), contactKey(customerId)], {
    consistent: true,
  });
  if (state === undefined && contactItem === undefined)
    throw new PerennialError('PRIVACY.UNKNOWN_CUSTOMER', {
      message: 'No customer has this id. Ids are compared letter by letter, as the shop sent them.',
    });
  const now = clock.now();
  const subject = subjectHash(secret, customerId);
  await table.transact([auditWrite({ at: now, action: 'exported', by, subject, counts: {} })]);

  const contact = contactOf(contactItem);
  const head = {
    format: CUSTOMER_EXPORT_FORMAT,
    exportedAt: new Date(now).toISOString(),
    customerId,
    contact,
    suppressions: await suppressionsOf(contact, deps),
    state: state === undefined ? null : readableInstants(decodeState(customerId, state.body)),
  };
  yield JSON.stringify(head, undefined, 2).slice(0, -2);
  const items = (select: (item: Item) => boolean) =>
    selected(customerItems(table, customerId), (item) => !isExpired(item, now) && select(item));
  yield* list(
    'journal',
    items(({ sk }) => sk.startsWith(JOURNAL_PREFIX)),
    ({ sk, body }) => {
      const entry = decodeJournalEntry(customerId, sk.slice(JOURNAL_PREFIX.length), body);
      const { customerId: _, ...told } = entry;
      return readableInstants(told);
    },
  );
  yield* list(
    'messages',
    items(({ sk }) => sk.startsWith(CLAIM_PREFIX)),
    ({ body }) => readableInstants(body),
  );
  yield* list(
    'missed',
    selected(missesOfCustomer(table, customerId), (item) => !isExpired(item, now)),
    ({ pk, body }) => ({ campaign: pk.slice('miss#'.length), ...recordOf(readableInstants(body)) }),
  );
  yield* list('records', items(isOther), (item) => ({
    kind: kindOfItem(item),
    id: item.sk,
    content: readableInstants(item.body),
  }));
  yield '\n}\n';
}

const isOther = ({ sk }: Item): boolean =>
  sk !== STATE_SORT_KEY && sk !== 'contact' && !sk.startsWith(JOURNAL_PREFIX) && !sk.startsWith(CLAIM_PREFIX);

const recordOf = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

async function* selected(
  pages: AsyncGenerator<readonly Item[]>,
  select: (item: Item) => boolean,
): AsyncGenerator<Item> {
  for await (const page of pages) yield* page.filter(select);
}

/** One field of the object: a list, item by item. */
async function* list(
  name: string,
  items: AsyncGenerator<Item>,
  show: (item: Item) => unknown,
): AsyncGenerator<string> {
  yield `,\n  ${JSON.stringify(name)}: [`;
  let separator = '\n    ';
  for await (const item of items) {
    yield `${separator}${JSON.stringify(show(item))}`;
    separator = ',\n    ';
  }
  yield ']';
}

interface ExportedContact {
  readonly email?: string;
  readonly phone?: string;
  readonly name?: string;
}

function contactOf(item: Item | undefined): ExportedContact {
  const { email, phone, name } = item === undefined ? {} : contactSchema.parse(item.body);
  return {
    ...(email?.value ? { email: email.value } : {}),
    ...(phone?.value ? { phone: phone.value } : {}),
    ...(name?.value ? { name: name.value } : {}),
  };
}

async function suppressionsOf({ email, phone }: ExportedContact, { table, secret }: ExportDeps) {
  const addresses = [
    ...(email === undefined ? [] : [{ channel: 'email' as const, address: email }]),
    ...(phone === undefined ? [] : [{ channel: 'sms' as const, address: phone }]),
  ];
  const found = await Promise.all(
    addresses.map(async ({ channel, address }) => ({
      channel,
      suppression: await readSuppression(channel, addressHash(secret, channel, address), table),
    })),
  );
  return found.flatMap(({ channel, suppression }) =>
    suppression === undefined
      ? []
      : [{ channel, ...suppression, at: new Date(suppression.at).toISOString() }],
  );
}
