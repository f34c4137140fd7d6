import { isIP } from 'node:net';
import type { Webhooks } from '../../shared/ports.ts';
import { addressKind } from '../../shared/web/address-guard.ts';
import { createHttpWebhooks } from '../../shared/web/http-webhooks.ts';

/**
 * Nothing leaves this machine, where a history is lived through that has happened long ago: as mails stay in the mailbox, what is meant
 * for an endpoint elsewhere is taken here, as by one that is well. Receivers on this machine are called, once `commit` resolved: that
 * they were is on record then.
 */
export function createLocalWebhooks(commit: () => Promise<void>): Webhooks {
  const here = createHttpWebhooks({ allowsLoopback: true });
  return {
    post: async (call) => {
      if (!isHere(call.url)) return { status: 'answered', httpStatus: 204 };
      await commit();
      return await here.post(call);
    },
  };
}

function isHere(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? /(^|\.)localhost$/.test(host) : addressKind(host) === 'loopback';
}
