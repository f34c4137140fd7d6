import type { Flow } from '../chart/layout-sankey.ts';
import { useFrame } from '../frame.ts';

interface MoveMatrixProps {
  readonly flows: readonly Flow[];
  /** In the order of rows and columns. */
  readonly names: readonly string[];
  readonly label: (name: string) => string;
  readonly describe: (flow: Flow) => string;
}

/** Moves from each class (a row) to each other (a column); classes that nobody left or entered have none. */
export function MoveMatrix({ flows, names, label, describe }: MoveMatrixProps) {
  const { text, format } = useFrame();
  const rows = names.filter((name) => flows.some(({ from }) => from === name));
  const columns = names.filter((name) => flows.some(({ to }) => to === name));
  const most = Math.max(1, ...flows.map(({ amount }) => amount));
  return (
    <div class="scroll">
      <table class="moves">
        <thead>
          <tr>
            <th scope="col">{text.movement.fromTo}</th>
            {columns.map((to) => (
              <th key={to} scope="col" class="number">
                {label(to)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((from) => (
            <tr key={from}>
              <th scope="row">{label(from)}</th>
              {columns.map((to) => {
                const flow = flows.find((candidate) => candidate.from === from && candidate.to === to);
                if (flow === undefined) return <td key={to} />;
                const heat = Math.round(8 + 72 * Math.sqrt(flow.amount / most));
                return (
                  <td key={to} class="number" title={describe(flow)}>
                    <span class="heat" style={{ '--heat': `${heat}%` }}>
                      {format.number(flow.amount)}
                    </span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
