import type { Channel } from '../../domain/channel.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { Clock, Item, Table, Write } from '../../ports.ts';
import { type Contact, contactSchema } from '../contact.ts';
import { contactKey, STATE_SORT_KEY, stateKey } from '../item-keys.ts';
import { stateGauges } from '../report/count-changes.ts';
import { addressHash } from '../suppression/address-hash.ts';
import { suppress } from '../suppression/suppression.ts';
import { auditWrite } from './audit-record.ts';
import { customerItems, kindOfItem, missesOfCustomer } from './customer-items.ts';
import { removeFromModelReport } from './remove-from-model-report.ts';
import { subjectHash } from './subject-hash.ts';
import { type Tombstone, tombstoneKey, tombstoneOf } from './tombstone.ts';
import type { Traces } from './traces.ts';

export interface EraseDeps {
  readonly table: Table;
  readonly clock: Clock;
  /** The shop's own secret, under which ids and addresses are hashed. */
  readonly secret: string;
  /** Resolves when whatever was under way at the call has ended; absent where nothing else is at work. */
  readonly settle?: () => Promise<void>;
  /** Absent where the table is all there is. */
  readonly traces?: Traces;
}

/** What an erasure came to. */
export interface Erasure {
  /** Hash of the id, by which the audit knows it. */
  readonly subject: string;
  readonly startedAt: number;
  readonly finishedAt: number;
  /** What went, by kind of item; of both runs where one was cut short. */
  readonly removed: Readonly<Record<string, number>>;
  /** False where the customer had been erased before, and this run only looked that nothing is left. */
  readonly isNew: boolean;
}

const ATTEMPTS = 6;
const CONTACT_SORT_KEY = 'contact';

/**
 * Removes a customer and all that names them (GDPR art. 17, PIPL art. 47), and leaves a tombstone, suppressions of the addresses and an audit
 * record, all by salted hashes. One that was cut short anywhere is taken to its end by calling it again.
 *
 * First, in one transaction, the state goes and the tombstone stands: from then on `decide` refuses what comes for this id, and `deliver`, `report` and
 * whoever else would write something of the customer finds no state and does not. Whoever looked before may still write after, so
 * when they must have ended everything is looked for a second time. Throws `PRIVACY.UNKNOWN_CUSTOMER` and `PRIVACY.CONTENDED` (retryable).
 */
export async function eraseCustomer(customerId: string, by: string, deps: EraseDeps): Promise<Erasure> {
  const subject = subjectHash(deps.secret, customerId);
  const begun = await begin(customerId, subject, by, deps);
  const run = new ErasureRun(customerId, subject, begun, deps);
  await run.removeAll();
  await deps.settle?.();
  await run.removeAll();
  const { startedAt, finishedAt, removed } = await run.end();
  await deps.traces?.finish();
  return { subject, startedAt, finishedAt, removed, isNew: begun.tombstone.status === 'erasing' };
}

interface Standing {
  readonly tombstone: Tombstone;
  readonly version: number;
}

/** Puts the tombstone in place of the state; finds it there where a run has begun before. */
async function begin(
  customerId: string,
  subject: string,
  by: string,
  { table, clock, secret }: EraseDeps,
): Promise<Standing> {
  const key = tombstoneKey(subject);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const [standing, state, contact] = await table.getMany(
      [key, stateKey(customerId), contactKey(customerId)],
      {
        consistent: true,
      },
    );
    if (standing !== undefined) return { tombstone: tombstoneOf(standing), version: standing.version };
    if (state === undefined && contact === undefined && !(await hasItems(table, customerId)))
      throw new PerennialError('PRIVACY.UNKNOWN_CUSTOMER', {
        message: 'No customer has this id. Ids are compared letter by letter, as the shop sent them.',
      });
    const startedAt = clock.now();
    const removed = state === undefined ? {} : { [STATE_SORT_KEY]: 1 };
    const tombstone: Tombstone = { status: 'erasing', startedAt, by, removed };
    const result = await table.transact([
      { kind: 'put', condition: 'absent', item: { ...key, version: 1, body: tombstone } },
      auditWrite({ at: startedAt, action: 'erasure-begun', by, subject, counts: {} }),
      ...(state === undefined ? [] : [removal(state), ...stateGauges(state.body, -1)]),
      ...suppressions(contact, secret, startedAt),
    ]);
    if (result.status === 'committed') return { tombstone, version: 1 };
  }
  throw contended();
}

/** One run of an erasure. What it counts stands in the tombstone, in the same transaction as what went. */
class ErasureRun {
  private readonly customerId: string;
  private readonly subject: string;
  private readonly deps: EraseDeps;
  private tombstone: Tombstone;
  private version: number;

  constructor(customerId: string, subject: string, { tombstone, version }: Standing, deps: EraseDeps) {
    this.customerId = customerId;
    this.subject = subject;
    this.deps = deps;
    this.tombstone = tombstone;
    this.version = version;
  }

  /** The contact last: its addresses are what else there is to be found by. */
  async removeAll(): Promise<void> {
    const { customerId, deps } = this;
    const { table, traces } = deps;
    for await (const page of customerItems(table, customerId)) {
      const items = page.filter(({ sk }) => sk !== CONTACT_SORT_KEY);
      const messages = items.flatMap(providerMessageId);
      // Before the claims go that name them.
      if (traces !== undefined && messages.length > 0)
        this.count({ mail: await traces.forgetMessages(messages) });
      await this.remove(items);
    }
    for await (const misses of missesOfCustomer(table, customerId)) await this.remove(misses);
    await removeFromModelReport(customerId, table);
    const contact = await table.get(contactKey(customerId), { consistent: true });
    if (traces !== undefined)
      this.count(await traces.forget({ customerId, addresses: addressesOf(contact) }));
    if (contact !== undefined)
      await this.remove([contact], suppressions(contact, deps.secret, deps.clock.now()));
  }

  async end(): Promise<{
    readonly startedAt: number;
    readonly finishedAt: number;
    readonly removed: Readonly<Record<string, number>>;
  }> {
    const { startedAt, removed, by } = this.tombstone;
    if (this.tombstone.finishedAt !== undefined)
      return { startedAt, removed, finishedAt: this.tombstone.finishedAt };
    const finishedAt = this.deps.clock.now();
    const { subject } = this;
    await this.store({ ...this.tombstone, status: 'erased', finishedAt }, [
      auditWrite({ at: finishedAt, action: 'erased', by, subject, counts: removed }),
    ]);
    return { startedAt, removed, finishedAt };
  }

  private async remove(items: readonly Item[], also: readonly Write[] = []): Promise<void> {
    if (items.length === 0) return;
    const counts: Record<string, number> = {};
    for (const item of items) counts[kindOfItem(item)] = (counts[kindOfItem(item)] ?? 0) + 1;
    this.count(counts);
    const states = items.filter(({ sk }) => sk === STATE_SORT_KEY);
    await this.store(this.tombstone, [
      ...items.map(removal),
      ...states.flatMap(({ body }) => stateGauges(body, -1)),
      ...also,
    ]);
  }

  private count(counts: Readonly<Record<string, number>>): void {
    const removed = { ...this.tombstone.removed };
    for (const [kind, count] of Object.entries(counts))
      if (count > 0) removed[kind] = (removed[kind] ?? 0) + count;
    this.tombstone = { ...this.tombstone, removed };
  }

  private async store(tombstone: Tombstone, writes: readonly Write[]): Promise<void> {
    const { version } = this;
    const item = { ...tombstoneKey(this.subject), version: version + 1, body: tombstone };
    const result = await this.deps.table.transact([{ kind: 'put', condition: { version }, item }, ...writes]);
    if (result.status === 'conflict') throw contended();
    this.tombstone = tombstone;
    this.version = version + 1;
  }
}

/** A state goes only as it was read, for its classes are taken off the counters; all else whatever has become of it since. */
const removal = ({ pk, sk, version }: Item): Write => ({
  kind: 'delete',
  key: { pk, sk },
  condition: sk === STATE_SORT_KEY ? { version } : 'none',
});

const contended = (): PerennialError =>
  new PerennialError('PRIVACY.CONTENDED', {
    message:
      'Others write to the same customer, or erase them too. Run it again: it goes on where it stands.',
    retryable: true,
  });

async function hasItems(table: Table, customerId: string): Promise<boolean> {
  for await (const page of customerItems(table, customerId)) if (page.length > 0) return true;
  return false;
}

const CHANNEL_OF = { email: 'email', phone: 'sms' } as const satisfies Record<string, Channel>;

const contactOf = (item: Item | undefined): Contact =>
  item === undefined ? {} : contactSchema.parse(item.body);

function addressesOf(item: Item | undefined): string[] {
  const { email, phone } = contactOf(item);
  return [email?.value, phone?.value].flatMap((address) => (address ? [address] : []));
}

function suppressions(item: Item | undefined, secret: string, at: number): Write[] {
  const contact = contactOf(item);
  return (['email', 'phone'] as const).flatMap((part) => {
    const address = contact[part]?.value;
    if (!address) return [];
    const channel = CHANNEL_OF[part];
    return [suppress(channel, addressHash(secret, channel, address), 'erased', at)];
  });
}

/** Under which a provider took the message of a claim. */
function providerMessageId({ body }: Item): string[] {
  if (typeof body !== 'object' || body === null || !('providerMessageId' in body)) return [];
  const { providerMessageId: id } = body;
  return typeof id === 'string' ? [id] : [];
}
