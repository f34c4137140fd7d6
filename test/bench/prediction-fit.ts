import { openPurchaseFile } from '../../cli/prediction/purchase-file.ts';
import { calibrateModels } from '../../shared/app/predict/calibrate-models.ts';
import { fitPurchaseModel } from '../../shared/domain/segment/prediction/fit-purchase-model.ts';
import { groupPatterns } from '../../shared/domain/segment/prediction/grouped-patterns.ts';
import type { PurchaseModel } from '../../shared/domain/segment/prediction/purchase-model.ts';
import type { PurchasePattern } from '../../shared/domain/segment/prediction/purchase-pattern.ts';
import { realData } from '../support/real-data.ts';
import { simulateBuyers } from '../support/simulated-buyers.ts';
import { type BenchResult, judged, notMeasured } from './bench-result.ts';
import { cpuTimeMs } from './cpu-time.ts';
import { progressLine } from './progress-line.ts';
import { figure, median } from './statistics.ts';

const RUNS = 5;
const CALIBRATED_UNTIL_DAY = Date.UTC(1997, 8, 30) / 86_400_000;
const CUSTOMERS = 1_000_000;
/** About what is true of CDNOW, in days. */
const STORY: PurchaseModel = { kind: 'mbg-nbd', r: 0.5, alpha: 43, a: 0.9, b: 1.6, unitDays: 1 };
const LONGEST_HISTORY_DAYS = 730;

/** CPU time of fitting the models: to a real shop's customers, and to a million made up. */
export async function measurePredictionFit(): Promise<BenchResult> {
  const what = 'Fit of MBG/NBD and Gamma-Gamma to the 2,357 customers of the CDNOW sample: CPU';
  const sample = realData('cdnow/CDNOW_sample.txt');
  if (sample === undefined) return notMeasured(what, 'under 2 s', 'The CDNOW sample is not on this machine.');
  const file = await openPurchaseFile(sample, { unit: 'week', json: true });
  const log = await file.purchasesUntil(CALIBRATED_UNTIL_DAY);
  const fits: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const startedAt = cpuTimeMs();
    calibrateModels(log, 'mbg-nbd', { unitDays: 7, minorPerMajor: file.minorPerMajor });
    fits.push((cpuTimeMs() - startedAt) / 1000);
  }
  progressLine(`CDNOW: first ${figure(fits[0] ?? 0)} s, median ${figure(median(fits))} s`);

  const patterns = wholeDays();
  const startedAt = cpuTimeMs();
  const groups = groupPatterns(patterns);
  const groupedAt = cpuTimeMs();
  const fit = fitPurchaseModel(STORY.kind, groups, 1);
  const million = (cpuTimeMs() - startedAt) / 1000;
  if (fit.status !== 'fitted') throw new Error(`The simulated customers were not fitted: ${fit.reason}.`);
  const { r, alpha, a, b } = fit.model;
  progressLine(
    `a million: ${figure(million)} s, ${groups.length} groups; r ${figure(r)}, alpha ${figure(alpha)}, a ${figure(a)}, b ${figure(b)}`,
  );
  return {
    rows: [
      judged(
        {
          what,
          target: 'under 2 s',
          measured: `${figure(Math.max(...fits))} s the first time (median ${figure(median(fits), 3)} s)`,
        },
        Math.max(...fits) < 2,
      ),
      judged(
        {
          what: 'Fit of MBG/NBD to a million customers, grouping included: CPU',
          target: 'under 60 s',
          measured: `${figure(million)} s`,
          remark: `${figure((groupedAt - startedAt) / 1000)} s of it is grouping, into ${groups.length.toLocaleString('en')} patterns.`,
        },
        million < 60,
      ),
    ],
    method:
      `CPU of this process, all threads. The sample is fitted as of 1997-09-30 ${RUNS} times, reading left out; the first run compiles. The million live ` +
      `through the model's own story (r ${STORY.r}, alpha ${STORY.alpha} days, a ${STORY.a}, b ${STORY.b}) for up to ${LONGEST_HISTORY_DAYS} days, in whole days.`,
    figures: { sampleSeconds: median(fits), millionSeconds: million, millionGroups: groups.length },
  };
}

function wholeDays(): PurchasePattern[] {
  const patterns: PurchasePattern[] = [];
  const T = (index: number): number => 1 + (index % LONGEST_HISTORY_DAYS);
  for (const { pattern } of simulateBuyers(STORY, { customers: CUSTOMERS, T, seed: 7 }))
    patterns.push({ x: pattern.x, tx: Math.ceil(pattern.tx), T: pattern.T });
  return patterns;
}
