import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingCall, Webhooks } from '../../shared/ports.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';

/** What every adapter of the `Webhooks` port does, shown on a real HTTP server of this machine, which it may call. */
export function describeWebhooksContract(name: string, create: () => Webhooks): void {
  describe(`${name} as Webhooks`, () => {
    let receiver: Receiver;
    beforeEach(async () => {
      receiver = await openReceiver();
    });
    afterEach(async () => {
      await receiver[Symbol.asyncDispose]();
    });

    const post = (overrides: Partial<OutgoingCall> = {}) =>
      create().post({
        url: receiver.url,
        body: '{"name":"茶"}',
        headers: { 'content-type': 'application/json', 'webhook-id': 'msg_1' },
        timeoutMs: 5_000,
        allowsPrivateAddress: false,
        ...overrides,
      });

    it('posts the body as it is with its headers, and tells the status of the answer', async () => {
      expect(await post()).toEqual({ status: 'answered', httpStatus: 204 });
      expect(receiver.calls).toMatchObject([
        {
          method: 'POST',
          path: '/hook',
          body: '{"name":"茶"}',
          headers: { 'content-type': 'application/json', 'content-length': '14', 'webhook-id': 'msg_1' },
        },
      ]);
    });

    it('follows no redirect', async () => {
      receiver.answer = (response) =>
        void response.writeHead(302, { location: `http://127.0.0.1:${receiver.port}/elsewhere` }).end();
      expect(await post()).toEqual({ status: 'answered', httpStatus: 302 });
      expect(receiver.calls).toHaveLength(1);
    });

    it('tells when the endpoint wants to be asked again', async () => {
      receiver.answer = (response) => void response.writeHead(503, { 'retry-after': '120' }).end('busy');
      expect(await post()).toEqual({ status: 'answered', httpStatus: 503, retryAfter: '120' });
    });

    it('reads no more than a little of an endless answer', async () => {
      let isOpen = true;
      receiver.answer = (response) => {
        response.on('close', () => {
          isOpen = false;
        });
        response.writeHead(200);
        const more = (): void => {
          while (isOpen && response.write(Buffer.alloc(16_384))) {}
          if (isOpen) response.once('drain', more);
        };
        more();
      };
      expect(await post()).toEqual({ status: 'answered', httpStatus: 200 });
      while (isOpen) await wait(5);
    });

    it('waits for an answer no longer than it may, and tries nothing again', async () => {
      receiver.answer = () => undefined;
      expect(await post({ timeoutMs: 100 })).toEqual({ status: 'unreachable', reason: 'timeout' });
      expect(receiver.calls).toHaveLength(1);
    });

    it('takes the status for the answer where the rest of it never comes', async () => {
      receiver.answer = (response) => {
        response.writeHead(200, { 'content-length': '10' });
        response.write('half');
      };
      expect(await post({ timeoutMs: 200 })).toEqual({ status: 'answered', httpStatus: 200 });
    });

    it('tells that nobody is there', async () => {
      const { url } = receiver;
      await receiver[Symbol.asyncDispose]();
      expect(await post({ url })).toEqual({ status: 'unreachable', reason: 'ECONNREFUSED' });
    });

    it('tells that the connection was cut', async () => {
      receiver.answer = (response) => void response.destroy();
      expect(await post()).toMatchObject({ status: 'unreachable' });
    });
  });
}
