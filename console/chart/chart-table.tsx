import { useFrame } from '../frame.ts';
import { type Bucket, type BucketUnit, nextStart } from './bucket-days.ts';

interface ChartColumn {
  readonly name: string;
  readonly buckets: readonly Bucket[];
  readonly show: (value: number) => string;
}

interface ChartTableProps {
  readonly unit: BucketUnit;
  readonly columns: readonly ChartColumn[];
}

/** The figures of several charts of the same periods, newest first. */
export function ChartTable({ unit, columns }: ChartTableProps) {
  const { text, format } = useFrame();
  const periods = columns[0]?.buckets ?? [];
  const lastDay = (start: string): string =>
    new Date(Date.parse(nextStart(start, unit)) - 86_400_000).toISOString().slice(0, 10);
  const showPeriod = (start: string): string => {
    if (unit === 'month') return format.month(start);
    if (unit === 'day') return format.day(start);
    return `${format.shortDay(start)} – ${format.day(lastDay(start))}`;
  };
  return (
    <div class="scroll">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">{text.chart.period}</th>
            {columns.map(({ name }) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {periods
            .map(({ start }, index) => (
              <tr key={start}>
                <th scope="row">{showPeriod(start)}</th>
                {columns.map(({ name, buckets, show }) => (
                  <td key={name} class="number">
                    {show(buckets[index]?.value ?? 0)}
                  </td>
                ))}
              </tr>
            ))
            .reverse()}
        </tbody>
      </table>
    </div>
  );
}
