import type { DayReport } from '../../shared/app/console/read-days.ts';
import type { Overview } from '../../shared/app/console/read-overview.ts';
import { fittingUnit } from '../chart/bucket-days.ts';
import { ChartsPanel } from '../chart/charts-panel.tsx';
import { useFrame } from '../frame.ts';

interface OverTimeProps {
  readonly days: readonly DayReport[];
  readonly overview: Overview;
}

/** Revenue, orders, new customers and messages by week or month. */
export function OverTime({ days, overview }: OverTimeProps) {
  const { text } = useFrame();
  const { currency } = overview.shop;
  return (
    <ChartsPanel
      title={text.chart.title}
      days={days}
      measures={[
        { name: text.chart.revenue(currency), tone: 'money', of: ({ revenue }) => revenue[currency] ?? 0 },
        { name: text.chart.orders, tone: 'count', of: ({ orders }) => orders },
        { name: text.chart.newCustomers, tone: 'person', of: ({ customers }) => customers },
        { name: text.chart.messages, tone: 'mail', of: ({ sent }) => sent },
      ]}
      units={['week', 'month']}
      fitting={fittingUnit(days)}
    />
  );
}
