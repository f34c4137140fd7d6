import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../../../domain/instant.ts';
import type { WarmUpDay } from '../../../domain/reputation/warm-up.ts';
import type { Clock, SendQuota, Table } from '../../../ports.ts';
import { sendPaceKey } from '../../item-keys.ts';
import { createLane, type Lane, type LaneDeps } from './create-lane.ts';
import { createSendPaces, type SendPaces } from './send-paces.ts';

interface Limits {
  readonly table: Table;
  readonly clock: Clock;
  /** Of the mail account; absent where nothing limits it. */
  readonly quota: (() => Promise<SendQuota>) | undefined;
  /** The day of the warm-up of mail at an instant; absent: there is none. */
  readonly warmUp: ((now: Instant) => WarmUpDay | undefined) | undefined;
  /** As in `PaceSettings`. */
  readonly share: number;
  /** The origination identity of texts, and the parts a second that it may send; absent where nothing limits it. */
  readonly textSender: string | undefined;
  readonly partsPerSecond: number | undefined;
}

/** A put of DynamoDB, signed and sent, on a part of a processor. */
const CLAIM_MS = 5;

/** Of a mailer that nothing limits, where only the warm-up does. */
const NO_LIMIT: SendQuota = { perSecond: 1_000_000, sentLastDay: 0 };

/** The paces of a deployment: mail by the account's own quota, texts by what is known of their origination identity. */
export function createPacesOf(limits: Limits): SendPaces {
  const {
    table,
    clock,
    warmUp,
    quota = warmUp && (async () => NO_LIMIT),
    share,
    textSender,
    partsPerSecond,
  } = limits;
  const wait = async (ms: number): Promise<void> => void (await sleep(ms));
  const lane = (sender: string, ask: () => Promise<SendQuota>, more: Pick<LaneDeps, 'warmUp'> = {}): Lane =>
    createLane(sendPaceKey(sender), {
      table,
      clock,
      quota: ask,
      settings: { share, claimMs: CLAIM_MS },
      wait,
      ...more,
    });
  const textQuota = partsPerSecond && { perSecond: partsPerSecond, sentLastDay: 0 };
  return createSendPaces(
    {
      ...(quota && { email: lane('email', quota, warmUp && { warmUp }) }),
      ...(textSender !== undefined && textQuota && { sms: lane(`sms#${textSender}`, async () => textQuota) }),
    },
    clock,
    wait,
  );
}
