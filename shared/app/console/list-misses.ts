import * as z from 'zod';
import type { Miss } from '../../domain/report/miss.ts';
import { PerennialError } from '../../perennial-error.ts';
import type { Clock } from '../../ports.ts';
import { missesPartition } from '../item-keys.ts';
import { isExpired } from '../privacy/is-expired.ts';
import { type CampaignSources, namesOf } from './read-campaigns.ts';
import { missOf } from './stored-body.ts';

/** Some of those who were to get a message of a campaign and did not. */
export interface MissPage {
  readonly misses: readonly Miss[];
  /** Pass it on to read the next page; absent on the last one. */
  readonly cursor?: string;
}

const PAGE_SIZE = 50;

/** What the list of misses needs beside the shop: by the clock, those whose time is over are told from those that stand. */
export interface MissSources extends CampaignSources {
  readonly clock: Clock;
}

/** Where the last page ended: which of the campaign's names, and the table's own cursor within that. */
const placeSchema = z.tuple([z.int().min(0), z.string().nullable()]);

/**
 * Lists who was to get a message of a campaign and did not, newest first; what came about under former names follows. Whoever was
 * held out is not among them, and neither is what `retention.yaml` keeps no longer, though the table may remove it days later. Throws `CONSOLE.BAD_CURSOR` for a cursor of another list.
 */
export async function listMisses(
  { table, rules, clock }: MissSources,
  campaign: string,
  cursor?: string,
): Promise<MissPage> {
  const names = namesOf(
    campaign,
    rules.campaigns.find(({ name }) => name === campaign),
  );
  let [position, within] = cursor === undefined ? [0, null] : readCursor(cursor);
  const now = clock.now();
  const misses: Miss[] = [];
  while (position < names.length && misses.length < PAGE_SIZE) {
    const page = await table.query(missesPartition(names[position] ?? ''), {
      descending: true,
      limit: PAGE_SIZE - misses.length,
      ...(within === null ? {} : { cursor: within }),
    });
    misses.push(...page.items.filter((item) => !isExpired(item, now)).map(missOf));
    within = page.cursor ?? null;
    if (within === null) position += 1;
    // Where some were passed over, a short page: what room is left may not be worth a read for each.
    else if (misses.length > 0) break;
  }
  if (position >= names.length) return { misses };
  return { misses, cursor: encodeURIComponent(JSON.stringify([position, within])) };
}

function readCursor(cursor: string): [number, string | null] {
  try {
    return placeSchema.parse(JSON.parse(decodeURIComponent(cursor)));
  } catch (cause) {
    throw new PerennialError('CONSOLE.BAD_CURSOR', {
      message: 'The cursor is not one that this list gave. Leave it out to begin at the first page.',
      cause,
    });
  }
}
