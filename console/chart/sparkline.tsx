import { placeDays } from './place-days.ts';

interface SparklineProps {
  readonly days: readonly string[];
  readonly values: readonly number[];
  /** Said by screen readers. */
  readonly summary: string;
}

const WIDTH = 96;
const HEIGHT = 24;

/** How a number went, without an axis: from its least to its most. */
export function Sparkline({ days, values, summary }: SparklineProps) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const y = (value: number): number =>
    HEIGHT - 2 - ((value - least) / Math.max(1, most - least)) * (HEIGHT - 4);
  const points = placeDays(days, 1, WIDTH - 2).map(
    ({ x, index }) => `${x.toFixed(1)},${y(values[index] ?? 0).toFixed(1)}`,
  );
  return (
    <svg class="sparkline" role="img" aria-label={summary} width={WIDTH} height={HEIGHT}>
      <polyline points={points.join(' ')} />
    </svg>
  );
}
