import type { ArmReport } from '../../shared/app/console/read-campaign.ts';
import { useFrame } from '../frame.ts';
import { showArm } from '../text/show-arm.ts';

/** What came of the variants, and of those who got nothing. */
export function ArmsTable({ arms }: { readonly arms: readonly ArmReport[] }) {
  const { text, format } = useFrame();
  const words = text.campaign;
  return (
    <table class="figures arms">
      <thead>
        <tr>
          <th scope="col">{words.arm}</th>
          <th scope="col" class="number">
            {words.customers}
          </th>
          <th scope="col" class="number wide">
            {words.buyers}
          </th>
          <th scope="col" class="number">
            {words.rate}
          </th>
          <th scope="col" class="number">
            {words.mean}
          </th>
        </tr>
      </thead>
      <tbody>
        {arms.map(({ arm, customers, converted, rate, meanMinor }) => (
          <tr key={arm}>
            <th scope="row">{showArm(arm, text)}</th>
            <td class="number">{format.number(customers)}</td>
            <td class="number wide">{format.number(converted)}</td>
            <td class="number">{customers === 0 ? text.nothing : format.percentTenths(rate)}</td>
            <td class="number">{customers === 0 ? text.nothing : format.shopMoney(meanMinor)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
