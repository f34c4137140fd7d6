import { useState } from 'preact/hooks';
import { useFrame } from '../frame.ts';
import type { Bucket, BucketUnit } from './bucket-days.ts';
import { niceTicks } from './nice-ticks.ts';
import { useWidth } from './use-width.ts';

interface TimeChartProps {
  readonly name: string;
  readonly buckets: readonly Bucket[];
  readonly unit: BucketUnit;
  readonly tone: 'money' | 'count' | 'person' | 'mail';
  /** A value in full, and short for the axis. */
  readonly show: (value: number) => string;
  readonly showShort: (value: number) => string;
}

const HEIGHT = 150;
const TOP = 8;
const BOTTOM = 22;
const PLOT_HEIGHT = HEIGHT - TOP - BOTTOM;
/** Past this many, bars are too thin to see and an area is drawn. */
const BARS_AT_MOST = 130;
const LABEL_WIDTH = 78;
/** About how wide a character of the axis is, in pixels. */
const CHARACTER_WIDTH = 7;

/** One measure over time, with what the pointer is on written out above and all figures in a table below. */
export function TimeChart({ name, buckets, unit, tone, show, showShort }: TimeChartProps) {
  const { text, format } = useFrame();
  const [ref, width] = useWidth<HTMLDivElement>(480);
  const [pointed, setPointed] = useState<number>();

  const label = ({ start }: Bucket): string => {
    if (unit === 'month') return format.month(start);
    return unit === 'day' ? format.day(start) : text.chart.weekOf(format.day(start));
  };
  const total = show(buckets.reduce((sum, { value }) => sum + value, 0));
  const shown = pointed === undefined ? undefined : buckets[pointed];
  const first = buckets[0];
  const last = buckets.at(-1);
  const summary =
    first && last
      ? text.chart.summary(name, label(first), label(last), total)
      : `${name}: ${text.chart.empty}`;

  const ticks = niceTicks(Math.max(0, ...buckets.map(({ value }) => value)));
  const left = 12 + CHARACTER_WIDTH * Math.max(4, ...ticks.map((tick) => showShort(tick).length));
  const plotWidth = Math.max(1, width - left);
  const pointAt = (event: PointerEvent): void => {
    if (!(event.currentTarget instanceof Element)) return;
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left - left;
    const index = Math.floor((x / plotWidth) * buckets.length);
    setPointed(index >= 0 && index < buckets.length ? index : undefined);
  };

  return (
    <figure class={`chart tone-${tone}`}>
      <figcaption>
        <span class="chart-name">{name}</span>
        <span class="chart-value">
          {shown ? (
            <>
              <b>{show(shown.value)}</b> {label(shown)}
              {shown.isUnfinished ? ` (${text.chart.unfinished})` : ''}
            </>
          ) : (
            text.chart.total(total)
          )}
        </span>
      </figcaption>
      <div ref={ref}>
        <svg
          role="img"
          aria-label={summary}
          width={width}
          height={HEIGHT}
          onPointerMove={pointAt}
          onPointerDown={pointAt}
          onPointerLeave={() => setPointed(undefined)}
        >
          <Plot {...{ buckets, unit, ticks, left, plotWidth, pointed, showShort }} />
        </svg>
      </div>
    </figure>
  );
}

type PlotProps = Pick<TimeChartProps, 'buckets' | 'unit' | 'showShort'> & {
  readonly ticks: readonly number[];
  readonly left: number;
  readonly plotWidth: number;
  readonly pointed: number | undefined;
};

function Plot({ buckets, unit, ticks, left, plotWidth, pointed, showShort }: PlotProps) {
  const { format } = useFrame();
  const top = ticks.at(-1) ?? 1;
  const slot = plotWidth / Math.max(1, buckets.length);
  const x = (index: number): number => left + index * slot;
  const y = (value: number): number => TOP + PLOT_HEIGHT * (1 - Math.max(0, value) / top);
  const gap = slot > 5 ? Math.min(slot * 0.25, 6) : slot > 2.5 ? 1 : 0;

  const every = Math.max(1, Math.ceil(LABEL_WIDTH / slot));
  const dated = buckets.flatMap((bucket, index) => {
    const isWhole = x(index) + LABEL_WIDTH * 0.7 <= left + plotWidth;
    return index % every === 0 && isWhole ? [{ bucket, index }] : [];
  });

  return (
    <>
      {ticks.map((tick) => (
        <g key={tick} class="tick">
          <line x1={left} x2={left + plotWidth} y1={y(tick)} y2={y(tick)} />
          <text x={left - 8} y={y(tick)} dy="0.32em" text-anchor="end">
            {showShort(tick)}
          </text>
        </g>
      ))}
      {buckets.length <= BARS_AT_MOST ? (
        buckets.map((bucket, index) => (
          <rect
            key={bucket.start}
            class={`bar${bucket.isUnfinished ? ' unfinished' : ''}${index === pointed ? ' pointed' : ''}`}
            x={x(index) + gap / 2}
            width={Math.max(0.5, slot - gap)}
            y={y(bucket.value)}
            height={TOP + PLOT_HEIGHT - y(bucket.value)}
            rx={slot > 8 ? 2 : 0}
          />
        ))
      ) : (
        <path class="area" d={areaPath(buckets, (index) => x(index + 0.5), y, TOP + PLOT_HEIGHT)} />
      )}
      {pointed !== undefined && (
        <line class="pointer" x1={x(pointed + 0.5)} x2={x(pointed + 0.5)} y1={TOP} y2={TOP + PLOT_HEIGHT} />
      )}
      {dated.map(({ bucket, index }) => (
        <text key={bucket.start} class="date" x={x(index) + gap / 2} y={HEIGHT - 6}>
          {unit === 'month' ? format.month(bucket.start) : format.shortDay(bucket.start)}
        </text>
      ))}
    </>
  );
}

function areaPath(
  buckets: readonly Bucket[],
  x: (index: number) => number,
  y: (value: number) => number,
  floor: number,
): string {
  const line = buckets.map(({ value }, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join('L');
  return `M${x(0).toFixed(1)},${floor}L${line}L${x(buckets.length - 1).toFixed(1)},${floor}Z`;
}
