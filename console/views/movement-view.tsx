import { useState } from 'preact/hooks';
import type { ClassSizes, Movement } from '../../shared/app/console/read-movement.ts';
import { type Series, SeriesChart } from '../chart/series-chart.tsx';
import { SeriesTable } from '../chart/series-table.tsx';
import { useFrame } from '../frame.ts';
import { Choice } from '../parts/choice.tsx';
import { Empty, Failed, Loading } from '../parts/notice.tsx';
import { StageMoves } from '../parts/stage-moves.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import { useFetched } from '../use-fetched.ts';

/** Ranges in days; the last is longer than any history that the server reads. */
const RANGES = ['30', '90', '365', '3660'] as const;
type Range = (typeof RANGES)[number];

/** How customers move between classes, and how many each class holds over time. */
export function MovementView() {
  const { text, format, pollMs } = useFrame();
  const words = text.movement;
  const [range, setRange] = useState<Range>('90');
  const { data, failure, reload } = useFetched<Movement>(`/api/movement?days=${range}`, pollMs);
  const [first, last] = [data?.days[0], data?.days.at(-1)];

  return (
    <>
      <ViewTitle title={words.title}>
        {first !== undefined && last !== undefined && (
          <p class="aside">{words.period(format.day(first), format.day(last))}</p>
        )}
      </ViewTitle>
      <div>
        <Choice<Range>
          name="range"
          legend={words.range}
          value={range}
          options={RANGES.map((value) => ({
            value,
            label: value === '3660' ? words.all : words.days(value),
          }))}
          onChoose={setRange}
        />
      </div>
      {failure && data === undefined && <Failed failure={failure} onRetry={reload} />}
      {data === undefined && !failure && <Loading />}
      {data?.days.length === 0 && <Empty>{words.empty}</Empty>}
      {data !== undefined && data.days.length > 0 && (
        <>
          <StageMoves moves={data.moves} />
          <Sizes movement={data} />
          <SegmentSizes movement={data} />
        </>
      )}
    </>
  );
}

/** Stages in numbers, tiers in shares. */
function Sizes({ movement }: { readonly movement: Movement }) {
  const { text, format } = useFrame();
  const words = text.movement;
  const { days } = movement;
  const stageNames: Readonly<Record<string, string>> = text.stage;
  const tierNames: Readonly<Record<string, string>> = text.tier;
  const stages = seriesOf(movement.stages, 'stage', stageNames);
  const tiers = sharesOf(seriesOf(movement.tiers, 'tier', tierNames), days.length);
  return (
    <div class="halves">
      <section class="panel">
        <SeriesChart
          name={words.stages}
          days={days}
          series={stages}
          mode="stack"
          show={format.number}
          showShort={format.compact}
        />
        <SeriesTable days={days} series={stages} show={format.number} />
      </section>
      <section class="panel">
        <SeriesChart
          name={words.tiers}
          days={days}
          series={tiers}
          mode="stack"
          show={format.percent}
          showShort={format.percent}
        />
        <SeriesTable days={days} series={tiers} show={format.percent} />
      </section>
    </div>
  );
}

/** One small chart for each: segments overlap, so they cannot be put on top of each other. */
function SegmentSizes({ movement: { days, segments } }: { readonly movement: Movement }) {
  const { text, format } = useFrame();
  const words = text.movement;
  const series = segments.map(({ name, sizes }) => ({ key: name, name, tone: 'tone-person', values: sizes }));
  return (
    <section class="panel" aria-labelledby="sizes-title">
      <h2 id="sizes-title">{words.segments}</h2>
      {series.length === 0 ? (
        <Empty>{words.noSegments}</Empty>
      ) : (
        <>
          <div class="charts">
            {series.map((segment) => (
              <SeriesChart
                key={segment.key}
                name={segment.name}
                days={days}
                series={[{ ...segment, name: words.customers }]}
                mode="stack"
                height={120}
                show={format.number}
                showShort={format.compact}
              />
            ))}
          </div>
          <SeriesTable days={days} series={series} show={format.number} />
        </>
      )}
    </section>
  );
}

const seriesOf = (
  classes: readonly ClassSizes[],
  kind: 'stage' | 'tier',
  names: Readonly<Record<string, string>>,
): Series[] =>
  classes.map(({ name, sizes }) => ({
    key: name,
    name: names[name] ?? name,
    tone: `${kind}-${name}`,
    values: sizes,
  }));

function sharesOf(series: readonly Series[], length: number): Series[] {
  const totals = Array.from({ length }, (_, index) =>
    series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0),
  );
  return series.map((one) => ({
    ...one,
    values: one.values.map((value, index) => value / Math.max(1, totals[index] ?? 0)),
  }));
}
