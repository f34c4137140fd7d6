import { useState } from 'preact/hooks';
import type { Overview } from '../../shared/app/console/read-overview.ts';
import { type Frame, useFrame } from '../frame.ts';
import { showGroup } from '../text/show-group.ts';
import { Choice } from './choice.tsx';
import { Empty } from './notice.tsx';
import { type RfmCell, rfmCells } from './rfm-cells.ts';

const WORST_TO_BEST = [1, 2, 3, 4, 5];

/** Customers by recency and frequency, shaded by how many they are or by their monetary value; a cell names its groups. */
export function RfmGrid({ overview }: { readonly overview: Overview }) {
  const frame = useFrame();
  const { text, format } = frame;
  const words = text.segments;
  const [shade, setShade] = useState<'customers' | 'monetary'>('customers');
  const [pointed, setPointed] = useState<string>();
  const cells = rfmCells(overview.scores, overview.groups);
  const most = Math.max(1, ...[...cells.values()].map(({ customers }) => customers));
  const shown = pointed === undefined ? undefined : cells.get(pointed);

  return (
    <section class="panel" aria-labelledby="grid-title">
      <div class="panel-title">
        <h2 id="grid-title">{words.grid}</h2>
        <Choice
          name="shade"
          legend={words.shade}
          value={shade}
          options={[
            { value: 'customers', label: words.byCustomers },
            { value: 'monetary', label: words.byMonetary },
          ]}
          onChoose={setShade}
        />
      </div>
      {overview.scores.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <>
          <table class="rfm-grid" onPointerLeave={() => setPointed(undefined)}>
            <thead>
              <tr>
                <td />
                {WORST_TO_BEST.map((f) => (
                  <th key={f} scope="col">
                    <span class="unseen">{words.frequency} </span>
                    {f}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {WORST_TO_BEST.toReversed().map((r) => (
                <tr key={r}>
                  <th scope="row">
                    <span class="unseen">{words.recency} </span>
                    {r}
                  </th>
                  {WORST_TO_BEST.map((f) => {
                    const key = `${r}${f}`;
                    const cell = cells.get(key);
                    return (
                      <td key={f}>
                        <button
                          type="button"
                          class="heat"
                          style={{ '--heat': `${heatOf(cell, shade, most)}%` }}
                          aria-label={describeCell(key, cell, frame)}
                          aria-pressed={key === pointed}
                          onPointerEnter={() => setPointed(key)}
                          onFocus={() => setPointed(key)}
                          onClick={() => setPointed(key)}
                        >
                          {showCell(cell, shade, frame)}
                        </button>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
          <p class="axis" aria-hidden="true">
            <span>↑ {words.recency}</span>
            <span>{words.frequency} →</span>
          </p>
          <p class="fine pointed-cell">
            {pointed === undefined ? words.gridHint : describeCell(pointed, shown, { text, format })}
          </p>
        </>
      )}
    </section>
  );
}

/** In percent; by the square root, or one large cell would leave all others white. */
function heatOf(cell: RfmCell | undefined, shade: 'customers' | 'monetary', most: number): number {
  if (cell === undefined || cell.customers === 0) return 0;
  const share = shade === 'customers' ? Math.sqrt(cell.customers / most) : (cell.meanMonetary - 1) / 4;
  return Math.round(8 + 72 * share);
}

function showCell(
  cell: RfmCell | undefined,
  shade: 'customers' | 'monetary',
  { text, format }: Pick<Frame, 'text' | 'format'>,
): string {
  if (cell === undefined || cell.customers === 0) return text.nothing;
  return shade === 'customers' ? format.number(cell.customers) : format.tenths(cell.meanMonetary);
}

function describeCell(
  key: string,
  cell: RfmCell | undefined,
  { text, format }: Pick<Frame, 'text' | 'format'>,
): string {
  const words = text.segments;
  const where = [words.recencyRow(key.slice(0, 1)), words.frequencyColumn(key.slice(1))];
  if (cell === undefined || cell.customers === 0) return text.list([...where, words.nobody]);
  const groups = cell.groups.map(
    ({ name, customers }) => `${showGroup(name, text)} ${format.number(customers)}`,
  );
  return text.list([
    ...where,
    words.cell(format.number(cell.customers)),
    words.meanMonetary(format.tenths(cell.meanMonetary)),
    ...groups,
  ]);
}
