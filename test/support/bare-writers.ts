import type { DeliverDeps } from '../../shared/app/deliver/deliver-message.ts';

/** Mails without a word in them, and no texts: for tests of what happens around the writing. */
export const bareWriters: Pick<DeliverDeps, 'writeMail' | 'writeText'> = {
  writeMail: async ({ address }) => ({
    status: 'written',
    locale: 'en',
    mail: { from: 'shop@example.com', to: address, raw: new Uint8Array(), tags: {} },
  }),
  writeText: async () => ({ status: 'unrenderable', reason: 'no texts here' }),
};
