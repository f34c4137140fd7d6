import { existsSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { PerennialError } from '../../../shared/perennial-error.ts';

const progressSchema = z.union([
  /** So many events of the source have been taken through, up to this virtual instant. */
  z.object({
    phase: z.literal('replaying'),
    source: z.string(),
    published: z.int().min(0),
    clockAt: z.number(),
  }),
  /** History is done; the clock runs, this far from the wall clock. */
  z.object({
    phase: z.literal('live'),
    source: z.string(),
    published: z.int().min(0),
    clockOffsetMs: z.number(),
  }),
]);

export type ReplayProgress = z.infer<typeof progressSchema>;

/** Where a replay stands; survives a kill. */
export interface ReplayProgressStore {
  load(): Promise<ReplayProgress | undefined>;
  save(progress: ReplayProgress): Promise<void>;
}

/** Keeps it in `replay.json` of the data directory, replaced as a whole. Throws `LOCAL.REPLAY` where it cannot be read. */
export function createReplayProgressFile(directory: string): ReplayProgressStore {
  const file = join(directory, 'replay.json');
  return {
    load: async () => {
      if (!existsSync(file)) return undefined;
      try {
        return progressSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch (cause) {
        throw new PerennialError('LOCAL.REPLAY', {
          message: `${file} cannot be read. Use another data directory, or remove this one to begin anew.`,
          cause,
        });
      }
    },
    save: async (progress) => {
      const draft = `${file}.new`;
      const handle = await open(draft, 'w');
      try {
        await handle.writeFile(`${JSON.stringify(progress)}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, file);
    },
  };
}
