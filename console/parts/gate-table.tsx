import type { GateReport } from '../../shared/app/console/read-model.ts';
import { useFrame } from '../frame.ts';

/** What a model needs before it is trusted: needed, measured, met. */
export function GateTable({ gates }: { readonly gates: readonly GateReport[] }) {
  const { text, format } = useFrame();
  const words = text.model;
  const names: Readonly<Record<string, string>> = words.gates;
  return (
    <table class="figures gates">
      <thead>
        <tr>
          <th scope="col">{words.gate}</th>
          <th scope="col" class="number">
            {words.needed}
          </th>
          <th scope="col" class="number">
            {words.measured}
          </th>
          <th scope="col" class="number">
            {words.met}
          </th>
        </tr>
      </thead>
      <tbody>
        {gates.map(({ name, needed, measured, isPassed }) => {
          const bound = name === 'daysSinceLastOrder' ? words.atMost : words.atLeast;
          return (
            <tr key={name}>
              <th scope="row">{names[name] ?? name}</th>
              <td class="number">{bound(format.number(needed))}</td>
              <td class="number">{measured === undefined ? words.unmeasured : format.number(measured)}</td>
              <td class={`number ${isPassed ? 'met' : 'lacking'}`}>
                {measured === undefined ? text.nothing : isPassed ? words.isMet : words.isLacking}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
