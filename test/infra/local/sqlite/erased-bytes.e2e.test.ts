import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbeddedParts } from '../../../../infra/local/embedded-platform.ts';
import { createDefinitionLoader } from '../../../../infra/local/load-definition.ts';
import { createLocalClock } from '../../../../infra/local/local-clock.ts';
import { startRuntime } from '../../../../infra/local/local-runtime.ts';
import { TOTAL_COUNTERS_KEY } from '../../../../shared/app/item-keys.ts';
import { eraseCustomer } from '../../../../shared/app/privacy/erase-customer.ts';
import { loadShop } from '../../../../shared/config/load-shop.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../support/data-folder.ts';
import { ROOT } from '../../../support/run-perennial.ts';
import { copyShop, LETTER_SHOP, type ShopCopy } from '../../../support/shop-copy.ts';
import { realTopology } from '../support/real-topology.ts';

const ID = 'zoe-4711-ünï';
const ADAM = { email: 'adam@example.invalid', phone: '+13035550199', name: 'Adam Brook' };
const PERSON = { email: 'zoe.quill@example.invalid', phone: '+13035550142', name: 'Zoë 佐伊 Quillfeather' };

/** A mail to everybody who tells of themselves, at once. */
const HELLO = `description: A mail to everybody who tells of themselves.
trigger: { kind: event, event: customer.updated }
purpose: transactional
reentry: always
steps:
  - { kind: send, name: hello, channel: email, template: win-back }
`;

/** What a person can be found by in a file: each text in the encodings that are stored, at any place within base64. */
function tracesOf(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const inBase64 = [0, 1, 2].map((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    // Without the characters that also depend on what stands beside.
    return Buffer.from(
      shifted.slice(offset === 0 ? 0 : 4, Math.floor(((offset + bytes.length) * 8) / 6) - 1),
    );
  });
  const quoted = [...bytes]
    .map((byte) =>
      byte > 126 ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte),
    )
    .join('');
  const word = quoted.replaceAll(' ', '_');
  const inJson = JSON.stringify(text).slice(1, -1);
  const inUtf16 = Buffer.from(text, 'utf16le');
  return [
    bytes,
    ...inBase64,
    inUtf16,
    ...[quoted, word, inJson, encodeURIComponent(text)].map((each) => Buffer.from(each)),
  ];
}

const found = (directory: string, text: string): string[] =>
  readdirSync(directory).flatMap((file) => {
    const content = readFileSync(join(directory, file));
    return tracesOf(text).flatMap((trace) =>
      content.includes(trace) ? [`${file}: ${trace.toString('latin1')}`] : [],
    );
  });

describe('erasing a customer of a shop on this machine', () => {
  let folder: TemporaryFolder;
  let files: ShopCopy;
  beforeAll(async () => {
    folder = temporaryFolder();
    files = await copyShop(LETTER_SHOP);
    for (const campaign of readdirSync(join(files.directory, 'campaigns')))
      await files.remove(join('campaigns', campaign));
    await files.write('campaigns/hello.yaml', HELLO);
  });
  afterAll(async () => {
    folder[Symbol.dispose]();
    await files[Symbol.asyncDispose]();
  });

  async function openShop() {
    const topology = realTopology();
    const shop = await loadShop(files.directory);
    const parts = openEmbeddedParts({
      topology,
      clock: createLocalClock(),
      shop: async () => shop,
      directory: folder.path,
      environment: {},
    });
    const log: string[] = [];
    const runtime = await startRuntime({
      topology,
      parts,
      log: (line) => log.push(line),
      loadDefinition: createDefinitionLoader(`${ROOT}/functions`),
    });
    const table = parts.table(topology.tables[0]?.name ?? '');
    const bus = runtime.platform.bus(topology.buses.find(({ name }) => name !== 'default')?.name ?? '');
    const secret = topology.secrets.find(({ label }) => label === 'LinkSigningKey')?.name ?? '';
    const queueOf = (ending: string) =>
      runtime.platform.queue(topology.queues.find(({ name }) => name.endsWith(ending))?.url ?? '');
    const tell = async (customerId: string, id: string, contact: typeof PERSON) => {
      const at = new Date(Date.now() - 60_000).toISOString();
      const detail = {
        id,
        type: 'customer.updated',
        customerId,
        occurredAt: at,
        data: {
          contact,
          consents: [{ channel: 'email', status: 'granted', source: 'checkout', at }],
        },
      };
      await bus.publish([{ source: 'shop.web', detailType: 'customer.updated', detail, time: Date.now() }]);
    };
    return { runtime, parts, table, log, tell, queueOf, secret: await parts.secrets.get(secret) };
  }

  it('leaves neither address, number, name nor id in its files, in no encoding in which they stood there', async () => {
    const shop = await openShop();
    await shop.tell(ID, `told-${ID}`, PERSON);
    await shop.tell('adam', 'told-adam', ADAM);
    await shop.runtime.drain();
    expect((await shop.parts.mailbox.list({ limit: 10 })).map(({ to }) => to).sort()).toEqual([
      'adam@example.invalid',
      PERSON.email,
    ]);
    // What is parked names her too; and what waits, of which nobody knows yet.
    await shop
      .queueOf('-inputs-dlq')
      .send([{ body: JSON.stringify({ body: JSON.stringify({ customerId: ID }) }) }]);
    await shop.tell(ID, `again-${ID}`, PERSON);
    const before = (await shop.table.get(TOTAL_COUNTERS_KEY))?.body;
    expect(before).toMatchObject({ customers: 2 });
    for (const text of [ID, ...Object.values(PERSON)]) expect(found(folder.path, text), text).not.toEqual([]);
    // The mail as it would go over the wire holds the name in an encoding of its own.
    expect(found(folder.path, PERSON.name).length).toBeGreaterThan(1);

    const { table, secret, parts } = shop;
    const erase = () =>
      shop.runtime.whileStill(() =>
        eraseCustomer(ID, 'test', {
          ...{ table, secret, clock: parts.clock },
          ...(parts.traces && { traces: parts.traces }),
        }),
      );
    expect(await erase()).toMatchObject({
      isNew: true,
      removed: { state: 1, contact: 1, claim: 1, mail: 1, message: 2 },
    });
    for (const text of [ID, ...Object.values(PERSON)]) expect(found(folder.path, text), text).toEqual([]);
    // Of everybody else all is there.
    expect(found(folder.path, 'adam@example.invalid')).not.toEqual([]);
    expect((await parts.mailbox.list({ limit: 10 })).map(({ to }) => to)).toEqual(['adam@example.invalid']);

    // An event that comes afterwards has no effect: no mail, no state.
    await shop.tell(ID, `late-${ID}`, PERSON);
    await shop.runtime.drain();
    expect(await table.get({ pk: `customer#${ID}`, sk: 'state' })).toBeUndefined();
    expect(await parts.mailbox.count()).toBe(1);
    expect(shop.log.join('\n')).not.toContain(ID);
    expect(shop.log).toEqual([]);
    await erase();
    await shop.runtime.stop();
    for (const text of [ID, ...Object.values(PERSON)]) expect(found(folder.path, text), text).toEqual([]);
  });
});
