import type { Calibration } from '../../domain/segment/calibration.ts';
import type { ShopSettings } from '../../domain/shop-settings.ts';
import type { Table } from '../../ports.ts';
import { readCalibrations } from '../calibrate/read-calibrations.ts';

/** What the page says of a calibration. */
export interface CalibrationReport extends Pick<Calibration, 'sequence' | 'effectiveAt' | 'customers'> {
  /** Whether it has a purchase model, so that predictions are made. */
  readonly hasModel: boolean;
  /** Those that are not passed keep a model from being made. */
  readonly gates: Calibration['gates'];
}

/** Reads the newest calibration that this release can read and that is in the shop's currency; undefined where there is none. */
export async function readCalibration(
  table: Table,
  { currency }: Pick<ShopSettings, 'currency'>,
): Promise<Calibration | undefined> {
  const { calibrations } = await readCalibrations(table);
  return calibrations.find((calibration) => calibration.currency === currency);
}

/** What the page says of a calibration, without the figures that were learned. */
export const reportCalibration = (calibration: Calibration): CalibrationReport => ({
  sequence: calibration.sequence,
  effectiveAt: calibration.effectiveAt,
  customers: calibration.customers,
  hasModel: calibration.model !== undefined,
  gates: calibration.gates,
});
