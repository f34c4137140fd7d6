import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLocalWebhooks } from '../../../infra/local/local-webhooks.ts';
import { createHttpWebhooks } from '../../../shared/web/http-webhooks.ts';
import { describeWebhooksContract } from '../../contracts/webhooks-contract.ts';
import { openReceiver, type Receiver } from '../../support/receiver.ts';

describeWebhooksContract('HTTP', () => createHttpWebhooks({ allowsLoopback: true }));
describeWebhooksContract('the local runtime', () => createLocalWebhooks(async () => undefined));

const call = { body: '{}', headers: {}, timeoutMs: 2_000, allowsPrivateAddress: true };

describe('webhooks over HTTP', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await openReceiver();
  });
  afterAll(async () => {
    await receiver[Symbol.asyncDispose]();
  });

  it.each([
    'http://127.0.0.1:PORT/',
    'http://localhost:PORT/',
    'http://127.1:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f000001:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://0.0.0.0:PORT/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/latest/meta-data/',
  ])('are not sent to %s from a function on AWS', async (url) => {
    const webhooks = createHttpWebhooks({ allowsLoopback: false });
    expect(await webhooks.post({ ...call, url: url.replace('PORT', String(receiver.port)) })).toEqual({
      status: 'not-allowed',
      reason: 'address-not-allowed',
    });
    expect(receiver.calls).toEqual([]);
  });

  it('are not sent into a private network without leave', async () => {
    const webhooks = createHttpWebhooks({ allowsLoopback: false });
    const outcome = await webhooks.post({ ...call, url: 'https://10.0.0.1/', allowsPrivateAddress: false });
    expect(outcome.status).toBe('not-allowed');
  });

  it('tell that there is no such name', async () => {
    const webhooks = createHttpWebhooks({ allowsLoopback: true });
    const outcome = await webhooks.post({ ...call, url: 'https://nobody.invalid/' });
    expect(outcome.status).toBe('unreachable');
  });
});

describe('webhooks of the local runtime', () => {
  it('for an endpoint elsewhere stay on this machine, as if it had taken them', async () => {
    const webhooks = createLocalWebhooks(async () => undefined);
    expect(await webhooks.post({ ...call, url: 'https://nobody.invalid/' })).toEqual({
      status: 'answered',
      httpStatus: 204,
    });
  });

  it('are called once it is on record that they are', async () => {
    await using receiver = await openReceiver();
    const calledBefore: number[] = [];
    const webhooks = createLocalWebhooks(async () => void calledBefore.push(receiver.calls.length));
    await webhooks.post({ ...call, url: `http://localhost:${receiver.port}/` });
    expect(calledBefore).toEqual([0]);
    expect(receiver.calls).toHaveLength(1);
  });
});
