import { DAY_MS } from '../../domain/instant.ts';
import type { Miss } from '../../domain/report/miss.ts';
import type { Key, Write } from '../../ports.ts';
import { missesPartition } from '../item-keys.ts';

/** The items to be written and removed of those who did not get a message: one write of each. */
export class MissWrites {
  private readonly byPlace = new Map<string, Write>();
  private readonly keptDays: number;

  /** `keptDays`: for which it is told who did not get a message. */
  constructor(keptDays: number) {
    this.keptDays = keptDays;
  }

  put(campaign: string, miss: Miss): void {
    const item = {
      ...missKey(campaign, miss),
      version: 1,
      body: miss,
      expiresAt: miss.at + this.keptDays * DAY_MS,
    };
    this.byPlace.set(item.pk + item.sk, { kind: 'put', item, condition: 'none' });
  }

  /** Takes back that somebody missed a message. */
  delete(campaign: string, miss: Miss): void {
    const key = missKey(campaign, miss);
    this.byPlace.set(key.pk + key.sk, { kind: 'delete', key, condition: 'none' });
  }

  writes(): readonly Write[] {
    return [...this.byPlace.values()];
  }
}

const missKey = (campaign: string, { at, customerId, step, occurrence }: Miss): Key => ({
  pk: missesPartition(campaign),
  sk: `${new Date(at).toISOString()}#${customerId}#${step}#${occurrence}`,
});
