import { useState } from 'preact/hooks';
import type { CampaignDay } from '../../shared/app/console/campaign-days.ts';
import { type BucketUnit, bucketDays, fittingUnit, spanOf } from '../chart/bucket-days.ts';
import { ChartTable } from '../chart/chart-table.tsx';
import { TimeChart } from '../chart/time-chart.tsx';
import { useFrame } from '../frame.ts';
import { Choice } from '../parts/choice.tsx';
import { Empty } from '../parts/notice.tsx';

/** Past so many days, one by one would be too many to tell apart. */
const DAYS_SHOWN = 62;

/** Entries, messages, conversions and revenue of a campaign by day, week or month. */
export function CampaignOverTime({ days }: { readonly days: readonly CampaignDay[] }) {
  const { text, format, overview } = useFrame();
  const [chosen, setChosen] = useState<BucketUnit>();
  const [isTableOpen, setTableOpen] = useState(false);
  const currency = overview?.shop.currency ?? 'USD';
  const today = new Date(overview?.now ?? 0).toISOString().slice(0, 10);
  const unit = chosen ?? (spanOf(days) <= DAYS_SHOWN ? 'day' : fittingUnit(days));
  const bucketsOf = (value: (day: CampaignDay) => number) => bucketDays(days, unit, today, value);
  const counted = { show: format.number, showShort: format.compact };
  const words = text.campaigns;
  const charts = [
    { name: words.entered, tone: 'person', buckets: bucketsOf(({ entered }) => entered), ...counted },
    { name: words.sent, tone: 'mail', buckets: bucketsOf(({ sent }) => sent), ...counted },
    { name: words.converted, tone: 'count', buckets: bucketsOf(({ converted }) => converted), ...counted },
    {
      name: text.chart.revenue(currency),
      tone: 'money',
      buckets: bucketsOf(({ revenue }) => revenue),
      show: (minor: number) => format.moneyRounded(minor, currency),
      showShort: (minor: number) => format.moneyCompact(minor, currency),
    },
  ] as const;
  return (
    <section class="panel" aria-labelledby="time-title">
      <div class="panel-title">
        <h2 id="time-title">{text.campaign.overTime}</h2>
        <Choice
          name="bucket"
          legend={text.chart.bucket}
          value={unit}
          options={[
            { value: 'day', label: text.chart.day },
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
