import * as z from 'zod';
import type { Table } from '../../ports.ts';
import { type BroadcastRun, readRun } from '../broadcast/broadcast-run.ts';
import { broadcastRunsPartition } from '../item-keys.ts';
import { exceedanceSchema } from '../reputation/reputation-standing.ts';
import { pausedBecause, statusOf } from './control-campaign.ts';
import { readStoredControls, type StoredControl } from './stored-control.ts';

/** How one campaign stands: what people decided about it, and how far its broadcasts are. */
export const campaignStandingSchema = z.object({
  campaign: z.string(),
  status: z.enum(['running', 'paused', 'stopped']),
  /** Since when it is paused or stopped, or resumed; null where it has never been halted. */
  since: z.number().nullable(),
  /** The rate for which the guard of the sending reputation has paused it; absent: people have, or it runs. */
  because: exceedanceSchema.exactOptional(),
  /** From when on its trigger holds; null for a campaign that the shop began with. */
  publishedAt: z.number().nullable(),
  /** Newest first, five at most. */
  broadcasts: z
    .array(
      z.object({
        /** The local date and time of a dated campaign, or when it was resumed. */
        occurrence: z.string(),
        status: z.enum(['running', 'paused', 'stopped', 'done', 'expired']),
        startsAt: z.number(),
        /** Null before the end. */
        finishedAt: z.number().nullable(),
        /** Customers reached so far, whether or not they enter. */
        ticked: z.number(),
      }),
    )
    .readonly(),
});

export type CampaignStanding = z.infer<typeof campaignStandingSchema>;

const BROADCASTS_SHOWN = 5;
/** Those that woke a resumed campaign sort after the dated ones, whatever their time. */
const BROADCASTS_READ = 50;

/** How the campaigns on record stand, by name; only `names`, where they are given. */
export async function listControls(
  table: Table,
  names?: ReadonlySet<string>,
): Promise<readonly CampaignStanding[]> {
  const stored = [...(await readStoredControls(table)).values()];
  return await Promise.all(
    stored
      .filter(({ campaign }) => names === undefined || names.has(campaign))
      .map(async (control) => ({
        campaign: control.campaign,
        ...statusOf(control),
        ...becauseOf(control),
        publishedAt: Number.isFinite(control.since) ? control.since : null,
        broadcasts: await newestBroadcasts(control.campaign, table),
      })),
  );
}

/** As it stands in a list: absent where the guard did nothing. */
function becauseOf(control: StoredControl): Pick<CampaignStanding, 'because'> {
  const because = pausedBecause(control);
  return because === undefined ? {} : { because };
}

async function newestBroadcasts(campaign: string, table: Table): Promise<CampaignStanding['broadcasts']> {
  const { items } = await table.query(broadcastRunsPartition(campaign), {
    descending: true,
    limit: BROADCASTS_READ,
  });
  return items
    .map((item): BroadcastRun => readRun({ campaign, occurrence: item.sk }, item))
    .sort((one, other) => other.startsAt - one.startsAt)
    .slice(0, BROADCASTS_SHOWN)
    .map(({ occurrence, status, startsAt, finishedAt = null, ticked }) => ({
      occurrence,
      status,
      startsAt,
      finishedAt,
      ticked,
    }));
}
