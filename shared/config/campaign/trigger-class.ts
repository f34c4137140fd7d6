import type { ClassTrigger } from '../../domain/campaign/campaign-rules.ts';
import type { TriggerFile } from '../files/trigger-file.ts';

type ClassTriggerFile = Extract<TriggerFile, { kind: 'enters' | 'leaves' }>;

/** What a trigger's customers move into or out of. Throws RangeError where the file names nothing. */
export function triggerClass({ stage, tier, segment, group }: ClassTriggerFile): ClassTrigger {
  if (stage !== undefined) return { what: 'stage', name: stage };
  if (tier !== undefined) return { what: 'tier', name: tier };
  if (segment !== undefined) return { what: 'segment', name: segment };
  if (group !== undefined) return { what: 'group', name: group };
  throw new RangeError('The trigger names no class.');
}
