import * as z from 'zod';
import { DAY_MS, type Instant } from '../../domain/instant.ts';
import type { Item, Write } from '../../ports.ts';
import { type ShopFact, shopFactItem } from '../calibrate/shop-fact.ts';
import { broadcastRunKey } from '../item-keys.ts';

/** How long one that has ended can be looked up. */
const KEPT_MS = 400 * DAY_MS;

const documentSchema = z.object({
  /** dated: an occurrence of a dated campaign. resumed: wakes the journeys that stood still in a pause. */
  kind: z.enum(['dated', 'resumed']),
  status: z.enum(['running', 'paused', 'stopped', 'done', 'expired']),
  /** From when on it may go. */
  startsAt: z.number(),
  startedAt: z.number(),
  finishedAt: z.number().exactOptional(),
  /** Parts of the audience index, in each of its shards, that can hold people of the audience. */
  prefixes: z.array(z.string()).readonly(),
  /** The page to go on with: shard and prefix by their places, and where in these. */
  position: z.object({ shard: z.int(), prefix: z.int(), cursor: z.string().exactOptional() }),
  /** Customers who were sent a tick. */
  ticked: z.int(),
});

type RunDocument = z.infer<typeof documentSchema>;

/** Names a broadcast: of one campaign, the local date and time of a dated one, or when it was resumed. */
export interface BroadcastName {
  readonly campaign: string;
  readonly occurrence: string;
}

/** One fan-out of ticks over the audience of a campaign. */
export interface BroadcastRun extends BroadcastName, Readonly<RunDocument> {
  /** Of the item. */
  readonly version: number;
}

/** Throws a ZodError for a document of another shape. */
export const readRun = ({ campaign, occurrence }: BroadcastName, { version, body }: Item): BroadcastRun => ({
  ...documentSchema.parse(body),
  campaign,
  occurrence,
  version,
});

/** A run that has not sent a tick yet, at the first of its prefixes. */
export const newRun = (
  name: BroadcastName,
  { kind, startsAt, prefixes }: Pick<RunDocument, 'kind' | 'startsAt' | 'prefixes'>,
  now: Instant,
): BroadcastRun => ({
  ...name,
  kind,
  startsAt,
  prefixes,
  status: 'running',
  startedAt: now,
  position: { shard: 0, prefix: 0 },
  ticked: 0,
  version: 1,
});

/** Writes a run anew, at the version after the one it was read with. */
export const putRun = (run: BroadcastRun): Write => ({
  kind: 'put',
  condition: run.version === 1 ? 'absent' : { version: run.version - 1 },
  item: runItem(run),
});

function runItem({ campaign, occurrence, version, ...document }: BroadcastRun): Item<RunDocument> {
  const { finishedAt } = document;
  return {
    ...broadcastRunKey(campaign, occurrence),
    version,
    body: document,
    ...(finishedAt !== undefined && { expiresAt: finishedAt + KEPT_MS }),
  };
}

/** The run once it has come to an end, and what states that. */
export function endRun(
  run: BroadcastRun,
  status: Extract<ShopFact, { kind: 'broadcast.finished' }>['status'],
  now: Instant,
): { readonly ended: BroadcastRun; readonly writes: readonly Write[] } {
  const ended = { ...run, status, finishedAt: now, version: run.version + 1 };
  const { campaign, occurrence, ticked } = ended;
  const fact = shopFactItem({ kind: 'broadcast.finished', at: now, campaign, occurrence, status, ticked });
  return { ended, writes: [putRun(ended), { kind: 'put', condition: 'none', item: fact }] };
}

/** Whether it goes on, now or after a pause. */
export const isUnderWay = ({ status }: BroadcastRun): boolean => status === 'running' || status === 'paused';
