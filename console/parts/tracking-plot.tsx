import type { ModelReport } from '../../shared/domain/segment/model-report.ts';
import { SeriesChart } from '../chart/series-chart.tsx';
import { SeriesTable } from '../chart/series-table.tsx';
import { useFrame } from '../frame.ts';

/** Repeat purchases added up over time: as they were, and as the model expects them (Fader, Hardie and Lee 2005, fig. 3). */
export function TrackingPlot({ tracking }: Pick<ModelReport, 'tracking'>) {
  const { text, format } = useFrame();
  const words = text.model;
  const days = tracking.map(({ at }) => new Date(at).toISOString().slice(0, 10));
  const series = [
    {
      key: 'actual',
      name: words.actual,
      tone: 'tone-money',
      values: tracking.map(({ actual }) => actual),
    },
    {
      key: 'expected',
      name: words.expected,
      tone: 'tone-mail',
      values: tracking.map(({ expected }) => expected),
    },
  ];
  const show = (value: number): string => format.number(Math.round(value));
  return (
    <section class="panel" aria-label={words.tracking}>
      <SeriesChart
        name={words.tracking}
        days={days}
        series={series}
        mode="lines"
        height={240}
        show={show}
        showShort={format.compact}
      />
      <p class="fine">{words.trackingHint}</p>
      <SeriesTable days={days} series={series} show={show} rowName={words.until} />
    </section>
  );
}
