import * as z from 'zod';
import { readCalibrations } from '../../../shared/app/calibrate/read-calibrations.ts';
import { readModel } from '../../../shared/app/console/read-model.ts';
import { type CompiledRules, rulesAt, withCalibrations } from '../../../shared/domain/compiled-rules.ts';
import type { Rules } from '../../../shared/domain/rules.ts';
import {
  type Calibration,
  calibrationSchema,
  gateSchema,
} from '../../../shared/domain/segment/calibration.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';
import type { Clock, Table } from '../../../shared/ports.ts';

const cutsSchema = z.array(z.number()).readonly();

/** Cut points of the scores, and thresholds of the tiers in minor units, as they hold at one time. */
const cutPointsSchema = z.object({
  recencyDays: cutsSchema,
  frequencyOccasions: cutsSchema,
  monetaryMinor: cutsSchema,
  headMinor: z.number(),
  midMinor: z.number(),
});

/** learned from the customers; given by the files until enough are known; fixed by the files for ever. */
const originSchema = z.enum(['learned', 'given', 'fixed']);

/** What a calibration came to. */
export const calibratedNowSchema = z.object({
  /** False where it would have said what the former says, which holds on. */
  isNew: z.boolean(),
  sequence: z.int(),
  effectiveAt: z.number(),
  /** Customers it was learned from. */
  customers: z.int(),
  /** Of the amounts: ISO 4217. */
  currency: z.string(),
  before: cutPointsSchema,
  now: cutPointsSchema,
  origin: z.object({
    recency: originSchema,
    frequency: originSchema,
    monetary: originSchema,
    tiers: originSchema,
  }),
  /** Null where it is not trusted: the gates say why. */
  model: calibrationSchema.shape.model.unwrap().nullable(),
  gates: z.array(gateSchema).readonly(),
});
type CutPoints = z.infer<typeof cutPointsSchema>;
export type CalibratedNow = z.infer<typeof calibratedNowSchema>;

interface CalibrateNowDeps {
  readonly table: Table;
  readonly clock: Clock;
  readonly rules: CompiledRules;
  /** Runs the function that is scheduled for it. */
  readonly calibrate: () => Promise<unknown>;
}

/** Calibrates a shop at once, and tells what holds now beside what held before. Throws `CONSOLE.UNREADABLE_CALIBRATION`. */
export async function calibrateNow({
  table,
  clock,
  rules,
  calibrate,
}: CalibrateNowDeps): Promise<CalibratedNow> {
  const before = await readCalibrations(table, { consistent: true });
  const cutPointsBefore = cutPointsOf(withCalibrations(rules, before.calibrations), clock.now());
  await calibrate();
  const after = await readCalibrations(table, { consistent: true });
  const [calibration] = after.calibrations;
  if (calibration === undefined)
    throw new PerennialError('CONSOLE.UNREADABLE_CALIBRATION', {
      message: 'The calibration was made, but cannot be read by this release.',
    });
  const model = await readModel({ table, rules });
  return {
    isNew: after.lastSequence > before.lastSequence,
    sequence: calibration.sequence,
    effectiveAt: calibration.effectiveAt,
    customers: calibration.customers,
    currency: calibration.currency,
    before: cutPointsBefore,
    now: cutPointsOf(withCalibrations(rules, after.calibrations), clock.now()),
    origin: originOf(rules, calibration),
    model: calibration.model ?? null,
    gates: model.gates.map(({ measured = 0, ...gate }) => ({ ...gate, measured })),
  };
}

function cutPointsOf(rules: CompiledRules, at: number): CutPoints {
  const { rfm, tiers } = rulesAt(rules, at);
  const { recencyDays, frequencyOccasions, monetaryMinor } = rfm;
  const { headMinor, midMinor } = tiers;
  return { recencyDays, frequencyOccasions, monetaryMinor, headMinor, midMinor };
}

function originOf({ rfm, tiers }: Rules, calibration: Calibration): CalibratedNow['origin'] {
  const of = (isLearned: boolean, known: unknown) =>
    !isLearned ? 'fixed' : known === undefined ? 'given' : 'learned';
  const { recency, frequency, monetary } = rfm.cutPoints;
  return {
    recency: of(recency === 'learned', calibration.rfm.recencyDays),
    frequency: of(frequency === 'learned', calibration.rfm.frequencyOccasions),
    monetary: of(monetary === 'learned', calibration.rfm.monetaryMinor),
    tiers: of(tiers.share !== undefined, calibration.tiers),
  };
}
