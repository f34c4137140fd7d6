import { useState } from 'preact/hooks';
import type { DayReport } from '../../shared/app/console/read-days.ts';
import type { Overview } from '../../shared/app/console/read-overview.ts';
import { type BucketUnit, bucketDays, fittingUnit } from '../chart/bucket-days.ts';
import { ChartTable } from '../chart/chart-table.tsx';
import { TimeChart } from '../chart/time-chart.tsx';
import { useFrame } from '../frame.ts';
import { Choice } from './choice.tsx';
import { Empty } from './notice.tsx';

interface OverTimeProps {
  readonly days: readonly DayReport[];
  readonly overview: Overview;
}

/** Revenue, orders, new customers and messages by week or month. */
export function OverTime({ days, overview }: OverTimeProps) {
  const { text, format } = useFrame();
  const [chosen, setChosen] = useState<BucketUnit>();
  const [isTableOpen, setTableOpen] = useState(false);
  const { currency } = overview.shop;
  const unit = chosen ?? fittingUnit(days);
  const today = new Date(overview.now).toISOString().slice(0, 10);

  const bucketsOf = (value: (day: DayReport) => number) => bucketDays(days, unit, today, value);
  const counted = { show: format.number, showShort: format.compact };
  const charts = [
    {
      name: text.chart.revenue(currency),
      tone: 'money',
      buckets: bucketsOf((day) => day.revenue[currency] ?? 0),
      show: (minor: number) => format.moneyRounded(minor, currency),
      showShort: (minor: number) => format.moneyCompact(minor, currency),
    },
    { name: text.chart.orders, tone: 'count', buckets: bucketsOf((day) => day.orders), ...counted },
    { name: text.chart.newCustomers, tone: 'person', buckets: bucketsOf((day) => day.customers), ...counted },
    { name: text.chart.messages, tone: 'mail', buckets: bucketsOf((day) => day.sent), ...counted },
  ] as const;

  return (
    <section class="panel" aria-labelledby="time-title">
      <div class="panel-title">
        <h2 id="time-title">{text.chart.title}</h2>
        <Choice
          name="bucket"
          legend={text.chart.bucket}
          value={unit}
          options={[
            { value: 'week', label: text.chart.week },
            { value: 'month', label: text.chart.month },
          ]}
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
