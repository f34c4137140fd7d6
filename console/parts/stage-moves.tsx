import { useState } from 'preact/hooks';
import type { Move } from '../../shared/app/console/day-moves.ts';
import { STAGES } from '../../shared/domain/segment/classes.ts';
import { Sankey } from '../chart/sankey.tsx';
import { useFrame } from '../frame.ts';
import { Choice } from './choice.tsx';
import { MoveMatrix } from './move-matrix.tsx';
import { Empty } from './notice.tsx';

/** Stands for those met for the first time. */
const FIRST = 'first';
const NAMES = [FIRST, ...STAGES];

/** Who went from which stage to which: as bands, or as a matrix. */
export function StageMoves({ moves }: { readonly moves: readonly Move[] }) {
  const { text, format } = useFrame();
  const words = text.movement;
  const [form, setForm] = useState<'flow' | 'matrix'>('flow');
  const flows = moves
    .filter(({ kind }) => kind === 'stage')
    .map(({ from, to, customers }) => ({ from: from ?? FIRST, to, amount: customers }));
  const total = flows.reduce((sum, { amount }) => sum + amount, 0);
  const labels: Readonly<Record<string, string>> = { ...text.stage, [FIRST]: words.first };
  const label = (name: string): string => labels[name] ?? name;
  const describe = ({ from, to, amount }: (typeof flows)[number]): string =>
    words.move(format.number(amount), label(from), label(to));

  return (
    <section class="panel" aria-labelledby="flow-title">
      <div class="panel-title">
        <h2 id="flow-title">{words.flow}</h2>
        <Choice
          name="form"
          legend={words.show}
          value={form}
          options={[
            { value: 'flow', label: words.asFlow },
            { value: 'matrix', label: words.asMatrix },
          ]}
          onChoose={setForm}
        />
      </div>
      {flows.length === 0 ? (
        <Empty>{words.noMoves}</Empty>
      ) : (
        <>
          {form === 'flow' ? (
            <Sankey
              flows={flows}
              names={NAMES}
              label={label}
              tone={(name) => `stage-${name}`}
              showAmount={format.number}
              describe={describe}
              summary={words.flowSummary(format.number(total))}
            />
          ) : (
            <MoveMatrix flows={flows} names={NAMES} label={label} describe={describe} />
          )}
          <p class="fine">{words.flowHint}</p>
        </>
      )}
    </section>
  );
}
