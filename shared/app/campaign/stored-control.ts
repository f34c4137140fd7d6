import * as z from 'zod';
import type { CampaignControl } from '../../domain/campaign/campaign-control.ts';
import type { Item, Table } from '../../ports.ts';
import { CONTROLS_PARTITION, controlKey } from '../item-keys.ts';
import { exceedanceSchema } from '../reputation/reputation-standing.ts';

/** A campaign's control as it stands in the table. */
export interface StoredControl extends CampaignControl {
  /** Of the trigger that `since` speaks of. */
  readonly triggerHash: string;
  /** Of the item. */
  readonly version: number;
}

const documentSchema = z.object({
  /** Null for a campaign that the shop began with, which has held from the beginning. */
  since: z.number().nullable(),
  triggerHash: z.string(),
  halts: z.array(
    z.object({
      kind: z.enum(['paused', 'stopped']),
      from: z.number(),
      to: z.number().exactOptional(),
      by: z.literal('guard').exactOptional(),
      because: exceedanceSchema.exactOptional(),
    }),
  ),
});

/** All controls by campaign, those of campaigns that the files no longer have too. Throws a ZodError for one of another shape. */
export async function readStoredControls(
  table: Table,
  options: { readonly consistent?: boolean } = {},
): Promise<ReadonlyMap<string, StoredControl>> {
  const controls = new Map<string, StoredControl>();
  let cursor: string | undefined;
  do {
    const page = await table.query(CONTROLS_PARTITION, {
      ...options,
      ...(cursor !== undefined && { cursor }),
    });
    for (const { sk: campaign, version, body } of page.items) {
      const { since, ...document } = documentSchema.parse(body);
      controls.set(campaign, { ...document, campaign, version, since: since ?? Number.NEGATIVE_INFINITY });
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return controls;
}

/** The item of a control; JSON knows no infinity. */
export const controlItem = ({
  campaign,
  version,
  since,
  triggerHash,
  halts,
}: StoredControl): Item<unknown> => ({
  ...controlKey(campaign),
  version,
  body: { since: since === Number.NEGATIVE_INFINITY ? null : since, triggerHash, halts },
});
