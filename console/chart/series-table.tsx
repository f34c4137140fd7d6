import { useState } from 'preact/hooks';
import { useFrame } from '../frame.ts';
import type { Series } from './series-chart.tsx';

interface SeriesTableProps {
  readonly days: readonly string[];
  readonly series: readonly Series[];
  readonly show: (value: number) => string;
  /** What a row is of; a day where not given. */
  readonly rowName?: string;
}

const ROWS_AT_MOST = 400;

/** The figures of a chart, newest first, once they are asked for; the last day of each month where the days are many. */
export function SeriesTable({ days, series, show, rowName }: SeriesTableProps) {
  const { text, format } = useFrame();
  const [isOpen, setOpen] = useState(false);
  const isLong = days.length > ROWS_AT_MOST;
  const rows = days
    .map((day, index) => ({ day, index }))
    .filter(({ day, index }) => !isLong || day.slice(0, 7) !== days[index + 1]?.slice(0, 7))
    .reverse();
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.chart.table}</summary>
      {isOpen && (
        <div class="scroll">
          <table class="figures">
            <thead>
              <tr>
                <th scope="col">{rowName ?? text.movement.day}</th>
                {series.map(({ key, name }) => (
                  <th key={key} scope="col" class="number">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ day, index }) => (
                <tr key={day}>
                  <th scope="row">{format.day(day)}</th>
                  {series.map(({ key, values }) => (
                    <td key={key} class="number">
                      {show(values[index] ?? 0)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
