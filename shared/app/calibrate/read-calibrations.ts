import { type Calibration, calibrationSchema } from '../../domain/segment/calibration.ts';
import type { Table } from '../../ports.ts';
import { describeIssues } from '../describe-issues.ts';
import { CALIBRATIONS_PARTITION } from '../item-keys.ts';

export interface StoredCalibrations {
  /** Number of the newest, readable or not; 0 where there is none. */
  readonly lastSequence: number;
  /** Newest first. */
  readonly calibrations: readonly Calibration[];
  /** Those that cannot be read; the one before such a one holds on. */
  readonly rejected: readonly { readonly sequence: number; readonly reason: string }[];
}

/** Calibrations that a customer may have missed since somebody last looked; the one before them is hardly ever needed. */
const CALIBRATIONS_READ = 3;

/** Reads the newest calibrations. */
export async function readCalibrations(
  table: Table,
  options: { readonly consistent?: boolean } = {},
): Promise<StoredCalibrations> {
  const { items } = await table.query(CALIBRATIONS_PARTITION, {
    descending: true,
    limit: CALIBRATIONS_READ,
    ...options,
  });
  const calibrations: Calibration[] = [];
  const rejected: { sequence: number; reason: string }[] = [];
  for (const { sk, body } of items) {
    const parsed = calibrationSchema.safeParse(body);
    if (parsed.success) calibrations.push(parsed.data);
    else rejected.push({ sequence: Number(sk), reason: describeIssues(parsed.error) });
  }
  return { lastSequence: Number(items[0]?.sk ?? 0), calibrations, rejected };
}
