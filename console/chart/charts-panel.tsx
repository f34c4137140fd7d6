import { useState } from 'preact/hooks';
import { useFrame } from '../frame.ts';
import { Choice } from '../parts/choice.tsx';
import { Empty } from '../parts/notice.tsx';
import { type BucketUnit, bucketDays, type Dated } from './bucket-days.ts';
import { ChartTable } from './chart-table.tsx';
import { TimeChart } from './time-chart.tsx';

/** One measure of each day. */
interface Measure<Day> {
  readonly name: string;
  readonly tone: 'money' | 'count' | 'person' | 'mail';
  readonly of: (day: Day) => number;
}

interface ChartsPanelProps<Day> {
  readonly title: string;
  readonly days: readonly Day[];
  /** Money is in minor units of the shop's currency; everything else is counted. Each tone stands once. */
  readonly measures: readonly Measure<Day>[];
  /** What days can be added up by, and by what they are as long as nothing else was chosen. */
  readonly units: readonly BucketUnit[];
  readonly fitting: BucketUnit;
}

/** What was measured day by day, by day, week or month: a chart each, and a table of all. */
export function ChartsPanel<Day extends Dated>({
  title,
  days,
  measures,
  units,
  fitting,
}: ChartsPanelProps<Day>) {
  const { text, format, overview } = useFrame();
  const [chosen, setChosen] = useState<BucketUnit>();
  const [isTableOpen, setTableOpen] = useState(false);
  const currency = overview?.shop.currency ?? 'USD';
  const today = new Date(overview?.now ?? 0).toISOString().slice(0, 10);
  const unit = chosen ?? fitting;
  const counted = { show: format.number, showShort: format.compact };
  const money = {
    show: (minor: number) => format.moneyRounded(minor, currency),
    showShort: (minor: number) => format.moneyCompact(minor, currency),
  };
  const charts = measures.map(({ name, tone, of }) => ({
    name,
    tone,
    buckets: bucketDays(days, unit, today, of),
    ...(tone === 'money' ? money : counted),
  }));
  return (
    <section class="panel" aria-labelledby="time-title">
      <div class="panel-title">
        <h2 id="time-title">{title}</h2>
        <Choice
          name="bucket"
          legend={text.chart.bucket}
          value={unit}
          options={units.map((value) => ({ value, label: text.chart[value] }))}
          onChoose={setChosen}
        />
      </div>
      {days.length === 0 ? (
        <Empty>{text.chart.empty}</Empty>
      ) : (
        <>
          <div class="charts">
            {charts.map((chart) => (
              <TimeChart key={chart.tone} unit={unit} {...chart} />
            ))}
          </div>
          <details onToggle={(event) => setTableOpen(event.currentTarget.open)}>
            <summary>{text.chart.table}</summary>
            {isTableOpen && <ChartTable unit={unit} columns={charts} />}
          </details>
        </>
      )}
    </section>
  );
}
