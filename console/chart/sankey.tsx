import { useState } from 'preact/hooks';
import { type Flow, layoutSankey, type SankeyBand, type SankeyNode } from './layout-sankey.ts';
import { useWidth } from './use-width.ts';

interface SankeyProps {
  readonly flows: readonly Flow[];
  /** In the order of the columns. */
  readonly names: readonly string[];
  /** A name in words, and the class that gives its colour. */
  readonly label: (name: string) => string;
  readonly tone: (name: string) => string;
  readonly showAmount: (amount: number) => string;
  readonly describe: (flow: Flow) => string;
  readonly summary: string;
}

const GAP = 17;
const NODE_WIDTH = 8;
const TOP = 10;
const LABELS_FROM = 0.26;
const LABELS_AT_MOST = 150;

/** In pixels, with some to spare: a label is written at 12 px, where a Chinese character is as wide as it is high. */
const roomFor = (label: string): number =>
  16 + [...label].reduce((sum, letter) => sum + (letter >= '\u2e80' ? 12 : 7), 0);

/** What goes from class to class, as bands whose width is how much: from the left column to the right. */
export function Sankey({ flows, names, label, tone, showAmount, describe, summary }: SankeyProps) {
  const [ref, width] = useWidth<HTMLDivElement>(640);
  const [pointed, setPointed] = useState<string>();
  const height = Math.max(220, names.length * 40);
  const { left, right, bands } = layoutSankey(flows, names, height, GAP);
  const labels = [...left, ...right].map((node) => `${label(node.name)} ${showAmount(node.amount)}`);
  const margin = Math.min(LABELS_AT_MOST, Math.max(width * LABELS_FROM, ...labels.map(roomFor)));
  const [leftX, rightX] = [margin, Math.max(margin + NODE_WIDTH, width - margin - NODE_WIDTH)];
  const key = ({ from, to }: Flow): string => `${from}>${to}`;
  const shown = bands.find((band) => key(band) === pointed);

  return (
    <figure class="chart sankey">
      <figcaption>
        <span class="chart-value">{shown === undefined ? '\u00a0' : describe(shown)}</span>
      </figcaption>
      <div ref={ref}>
        <svg
          role="img"
          aria-label={summary}
          width={width}
          height={height + 2 * TOP}
          onPointerLeave={() => setPointed(undefined)}
        >
          <g transform={`translate(0 ${TOP})`}>
            {bands.map((band) => (
              <path
                key={key(band)}
                class={`band ${tone(band.from)}${key(band) === pointed ? ' pointed' : ''}`}
                d={bandPath(band, leftX + NODE_WIDTH, rightX)}
                stroke-width={Math.max(1, band.height)}
                onPointerEnter={() => setPointed(key(band))}
                onPointerDown={() => setPointed(key(band))}
              />
            ))}
            {left.map((node) => (
              <Column
                key={node.name}
                {...{ node, label, tone, showAmount }}
                x={leftX}
                textX={leftX - 8}
                anchor="end"
              />
            ))}
            {right.map((node) => (
              <Column
                key={node.name}
                {...{ node, label, tone, showAmount }}
                x={rightX}
                textX={rightX + NODE_WIDTH + 8}
                anchor="start"
              />
            ))}
          </g>
        </svg>
      </div>
    </figure>
  );
}

type ColumnProps = Pick<SankeyProps, 'label' | 'tone' | 'showAmount'> & {
  readonly node: SankeyNode;
  readonly x: number;
  readonly textX: number;
  readonly anchor: 'start' | 'end';
};

function Column({ node, label, tone, showAmount, x, textX, anchor }: ColumnProps) {
  return (
    <g class={`node ${tone(node.name)}`}>
      <rect x={x} y={node.y} width={NODE_WIDTH} height={Math.max(1, node.height)} rx="2" />
      <text x={textX} y={node.y + node.height / 2} dy="0.32em" text-anchor={anchor}>
        {label(node.name)} <tspan class="amount">{showAmount(node.amount)}</tspan>
      </text>
    </g>
  );
}

function bandPath({ fromY, toY, height }: SankeyBand, leftX: number, rightX: number): string {
  const [start, end] = [fromY + height / 2, toY + height / 2].map((y) => y.toFixed(1));
  const middle = ((leftX + rightX) / 2).toFixed(1);
  return `M${leftX},${start}C${middle},${start} ${middle},${end} ${rightX},${end}`;
}
