import { type BenchResult, type Figures, told } from './bench-result.ts';
import { figure } from './statistics.ts';

/** E-mails of a batch of `deliver`, which share the units of its pacing. */
const BATCH = 25;

/** Write units of a broadcast's message from the audience index to its outcome on record, and of a customer it passes over. Computed. */
export function computeMessageUnits(broadcast: Figures, mail: Figures): BenchResult {
  const of = (figures: Figures, name: string) => figures[name] ?? Number.NaN;
  const decided = of(broadcast, 'broadcastWrites');
  const delivered = of(mail, 'mailWrites');
  const paced = of(mail, 'paceWrites') / BATCH;
  return {
    rows: [
      told(
        'Mean DynamoDB write units per message, from the audience to the outcome on record',
        figure(decided + delivered + paced),
        `Its decision ${figure(decided)}, claim and outcome ${figure(delivered)}, pace ${figure(paced)}. Counters come on top: ${figure(of(mail, 'reportWritesAlone'))} for a change that comes alone, hardly anything in full batches.`,
      ),
      told(
        'Mean DynamoDB write units per customer whom a broadcast skips',
        figure(of(broadcast, 'skippedWrites')),
      ),
    ],
    method: 'The sum of `broadcast-units` and `mail-units`.',
    figures: {},
  };
}
