import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, SendQuota, Table } from '../../../ports.ts';
import { sendPaceKey } from '../../item-keys.ts';
import { createLane, type Lane } from './create-lane.ts';
import { createSendPaces, type SendPaces } from './send-paces.ts';

interface Limits {
  readonly table: Table;
  readonly clock: Clock;
  /** Of the mail account; absent where nothing limits it. */
  readonly quota: (() => Promise<SendQuota>) | undefined;
  /** As in `PaceSettings`. */
  readonly share: number;
  /** The origination identity of texts, and the parts a second that it may send; absent where nothing limits it. */
  readonly textSender: string | undefined;
  readonly partsPerSecond: number | undefined;
}

/** The paces of a deployment: mail by the account's own quota, texts by what is known of their origination identity. */
export function createPacesOf(limits: Limits): SendPaces {
  const { table, clock, quota, share, textSender, partsPerSecond } = limits;
  const wait = async (ms: number): Promise<void> => void (await sleep(ms));
  const lane = (sender: string, ask: () => Promise<SendQuota>): Lane =>
    createLane(sendPaceKey(sender), { table, clock, quota: ask, settings: { share }, wait });
  const textQuota = partsPerSecond && { perSecond: partsPerSecond, sentLastDay: 0 };
  return createSendPaces(
    {
      ...(quota && { email: lane('email', quota) }),
      ...(textSender !== undefined && textQuota && { sms: lane(`sms#${textSender}`, async () => textQuota) }),
    },
    clock,
    wait,
  );
}
