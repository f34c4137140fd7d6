import { useState } from 'preact/hooks';
import { useFrame } from '../frame.ts';
import { niceTicks } from './nice-ticks.ts';
import { type PlacedDay, placeDays } from './place-days.ts';
import { useWidth } from './use-width.ts';

/** One measure of a chart: a value for each of its days. */
export interface Series {
  readonly key: string;
  readonly name: string;
  /** Class that gives the colour (`--tone`). */
  readonly tone: string;
  readonly values: readonly number[];
}

interface SeriesChartProps {
  readonly name: string;
  /** YYYY-MM-DD, growing. */
  readonly days: readonly string[];
  readonly series: readonly Series[];
  /** stack: areas on top of each other, the first at the bottom. lines: beside each other. */
  readonly mode: 'stack' | 'lines';
  readonly height?: number;
  /** A value in full, and short for the axis. */
  readonly show: (value: number) => string;
  readonly showShort: (value: number) => string;
}

const TOP = 8;
const BOTTOM = 22;
const LABEL_WIDTH = 92;
/** About how wide a character of the axis is, in pixels. */
const CHARACTER_WIDTH = 7;
const LONG_DAYS = 370;

/** Several measures over days: what the pointer is on stands in the legend, else the newest values. */
export function SeriesChart({ name, days, series, mode, height = 180, show, showShort }: SeriesChartProps) {
  const { text, format } = useFrame();
  const [ref, width] = useWidth<HTMLDivElement>(480);
  const [pointed, setPointed] = useState<number>();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;

  const floors = floorsOf(series, mode, days.length);
  const topOf = (index: number): number =>
    Math.max(0, ...series.map(({ values }, place) => (floors[place]?.[index] ?? 0) + (values[index] ?? 0)));
  const largest = days.reduce((most, _, index) => Math.max(most, topOf(index)), 0);
  // Shares may add up to a hair more than one.
  const ticks = niceTicks(Number(largest.toFixed(6)));
  const left = 12 + CHARACTER_WIDTH * Math.max(3, ...ticks.map((tick) => showShort(tick).length));
  const plotWidth = Math.max(1, width - left);
  const plotHeight = height - TOP - BOTTOM;
  const y = (value: number): number => TOP + plotHeight * (1 - Math.max(0, value) / (ticks.at(-1) ?? 1));
  const placed = placeDays(days, left, plotWidth);
  const shown = pointed !== undefined && pointed < days.length ? pointed : days.length - 1;
  const pointAt = (event: PointerEvent): void => {
    if (!(event.currentTarget instanceof Element)) return;
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setPointed(nearest(placed, x));
  };

  return (
    <figure class="chart series-chart">
      <figcaption>
        <span class="chart-name">{name}</span>
        <span class="chart-value">{format.day(days[shown] ?? last)}</span>
      </figcaption>
      <div ref={ref}>
        <svg
          role="img"
          aria-label={text.movement.chart(name, format.day(first), format.day(last))}
          width={width}
          height={height}
          onPointerMove={pointAt}
          onPointerDown={pointAt}
          onPointerLeave={() => setPointed(undefined)}
        >
          {ticks.map((tick) => (
            <g key={tick} class="tick">
              <line x1={left} x2={left + plotWidth} y1={y(tick)} y2={y(tick)} />
              <text x={left - 8} y={y(tick)} dy="0.32em" text-anchor="end">
                {showShort(tick)}
              </text>
            </g>
          ))}
          {series.map(({ key, tone, values }, place) => (
            <path
              key={key}
              class={`${mode === 'stack' ? 'layer' : 'line'} ${tone}`}
              d={
                mode === 'stack'
                  ? layerPath(placed, values, floors[place] ?? [], y)
                  : linePath(placed, (index) => y(values[index] ?? 0))
              }
            />
          ))}
          {pointed !== undefined && <Pointer x={placed.at(pointed)?.x ?? left} height={TOP + plotHeight} />}
          <DateLabels days={days} left={left} plotWidth={plotWidth} y={height - 6} />
        </svg>
      </div>
      <ul class="series-legend">
        {series.map(({ key, name: label, tone, values }) => (
          <li key={key} class={tone}>
            {label} <b>{show(values[shown] ?? 0)}</b>
          </li>
        ))}
      </ul>
    </figure>
  );
}

const Pointer = ({ x, height }: { readonly x: number; readonly height: number }) => (
  <line class="pointer" x1={x} x2={x} y1={TOP} y2={height} />
);

interface DateLabelsProps {
  readonly days: readonly string[];
  readonly left: number;
  readonly plotWidth: number;
  readonly y: number;
}

/** A few dates at even distances; months where the days are many. */
function DateLabels({ days, left, plotWidth, y }: DateLabelsProps) {
  const { format } = useFrame();
  const [start, end] = [Date.parse(days[0] ?? ''), Date.parse(days.at(-1) ?? '')];
  const spanDays = (end - start) / 86_400_000;
  const count = Math.max(1, Math.min(Math.floor(plotWidth / LABEL_WIDTH), Math.max(1, spanDays)));
  return (
    <>
      {Array.from({ length: count }, (_, place) => {
        const day = new Date(start + ((end - start) * place) / count).toISOString().slice(0, 10);
        return (
          <text key={place} class="date" x={left + (plotWidth * place) / count} y={y}>
            {spanDays > LONG_DAYS ? format.month(day) : format.shortDay(day)}
          </text>
        );
      })}
    </>
  );
}

/** Where each area of a stack begins: on top of those before it. */
function floorsOf(series: readonly Series[], mode: 'stack' | 'lines', length: number): number[][] {
  const top = new Array<number>(length).fill(0);
  return series.map(({ values }) => {
    const floor = [...top];
    if (mode === 'stack')
      for (let index = 0; index < length; index += 1) top[index] = (top[index] ?? 0) + (values[index] ?? 0);
    return floor;
  });
}

const linePath = (placed: readonly PlacedDay[], y: (index: number) => number): string =>
  `M${placed.map(({ x, index }) => `${x.toFixed(1)},${y(index).toFixed(1)}`).join('L')}`;

function layerPath(
  placed: readonly PlacedDay[],
  values: readonly number[],
  floor: readonly number[],
  y: (value: number) => number,
): string {
  const upper = linePath(placed, (index) => y((floor[index] ?? 0) + (values[index] ?? 0)));
  const lower = linePath(placed.toReversed(), (index) => y(floor[index] ?? 0));
  return `${upper}L${lower.slice(1)}Z`;
}

function nearest(placed: readonly PlacedDay[], x: number): number | undefined {
  let best: PlacedDay | undefined;
  for (const day of placed) if (best === undefined || Math.abs(day.x - x) < Math.abs(best.x - x)) best = day;
  return best?.index;
}
