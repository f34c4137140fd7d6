import * as z from 'zod';

const rowSchema = z.object({
  what: z.string(),
  /** Empty where the figure is only told. */
  target: z.string(),
  measured: z.string(),
  status: z.enum(['reached', 'missed', 'told', 'not-measured']),
  /** Why a target is missed or a figure is not there, and what it leaves out. */
  remark: z.string().optional(),
});

export type BenchRow = z.infer<typeof rowSchema>;

export const benchResultSchema = z.object({
  rows: z.array(rowSchema),
  /** How it was measured, for the page. */
  method: z.string(),
  /** Bare numbers, for the figures that are computed from others. */
  figures: z.record(z.string(), z.number()),
});

export type BenchResult = z.infer<typeof benchResultSchema>;
export type Figures = BenchResult['figures'];

interface RowText {
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  /** Told where the target is missed. */
  readonly cause?: string;
  /** Told in any case. */
  readonly remark?: string;
}

/** A row with a target, reached or not. */
export function judged({ cause, remark, ...text }: RowText, isReached: boolean): BenchRow {
  const remarks = [remark, isReached ? undefined : cause].filter((part) => part !== undefined);
  return {
    ...text,
    status: isReached ? 'reached' : 'missed',
    ...(remarks.length > 0 && { remark: remarks.join(' ') }),
  };
}

/** A row that is only told. */
export const told = (what: string, measured: string, remark?: string): BenchRow => ({
  what,
  target: '',
  measured,
  status: 'told',
  ...(remark !== undefined && { remark }),
});

/** What stands in place of a measurement that this machine cannot do. */
export const notMeasured = (what: string, target: string, remark: string): BenchResult => ({
  rows: [{ what, target, measured: '', status: 'not-measured', remark }],
  method: '',
  figures: {},
});
