import { describe, expect, it } from 'vitest';
import { withMailboxSimulator } from '../../../infra/local/simulated-mailbox.ts';
import { tagsOf } from '../../../shared/app/deliver/message-tags.ts';
import { readSesEvent } from '../../../shared/app/feedback/read-ses-event.ts';
import { clockAt, KeptBus, KeptMailer } from '../../support/fake-ports.ts';

const reference = {
  ...{ customerId: 'c1', campaign: 'win-back', step: 'offer', occurrence: 'o1' },
  channel: 'email',
} as const;

function simulator() {
  const [mailer, bus] = [new KeptMailer(), new KeptBus()];
  const simulated = withMailboxSimulator(mailer, { bus, clock: clockAt(1_000), configurationSet: 'ours' });
  const send = (to: string) =>
    simulated.send({
      ...{ from: 'hello@shop.example', to, raw: new Uint8Array() },
      tags: tagsOf({ ...reference, template: 'win-back' }),
    });
  /** What the bus was told, as the reader of SES's events understands it. */
  const told = () =>
    bus.entries.map(({ source, detail }) => {
      const read = readSesEvent(detail);
      if (source !== 'aws.ses' || read.status !== 'event') throw new Error('not an event of SES');
      return read.event;
    });
  return { mailer, send, told };
}

describe('the mailbox simulator', () => {
  it.each([
    ['success', ['accepted', 'delivered']],
    ['ooto', ['accepted', 'delivered']],
    ['bounce', ['accepted', 'failed']],
    ['suppressionlist', ['accepted', 'failed']],
    ['complaint', ['accepted', 'delivered', 'complained']],
  ])('tells of %s what SES would', async (name, kinds) => {
    const { send, told } = simulator();
    await send(`${name}+somebody@simulator.amazonses.com`);
    expect(told().map(({ kind }) => kind)).toEqual(kinds);
    for (const event of told()) {
      expect(event).toMatchObject({ reference, providerMessageId: 'm0', at: 1_000 });
      expect(event.addresses).toEqual([`${name}+somebody@simulator.amazonses.com`]);
    }
  });

  it.each(['ada@example.com', 'bounce@example.com', 'nothing@simulator.amazonses.com'])(
    'is silent for %s',
    async (to) => {
      const { send, told } = simulator();
      expect(await send(to)).toMatchObject({ status: 'sent' });
      expect(told()).toEqual([]);
    },
  );

  it('tells nothing of what was not taken', async () => {
    const { mailer, send, told } = simulator();
    mailer.answer = () => ({ status: 'rejected', reason: 'no' });
    await send('bounce@simulator.amazonses.com');
    expect(told()).toEqual([]);
  });
});
