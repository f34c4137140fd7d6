import type { CustomerRow } from '../../shared/app/console/list-customers.ts';
import { useFrame } from '../frame.ts';
import { showMoney } from '../text/show-money.ts';
import { StageTag, TierTag } from './class-tag.tsx';

/** Customers, one a line; at phone width the less important columns go. */
export function CustomerTable({ customers }: { readonly customers: readonly CustomerRow[] }) {
  const frame = useFrame();
  const { text, format } = frame;
  return (
    <div class="panel flush">
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{text.customers.id}</th>
            <th scope="col">{text.customers.stage}</th>
            <th scope="col">{text.customers.tier}</th>
            <th scope="col" class="wide">
              {text.customers.frequency}
            </th>
            <th scope="col" class="number wide">
              {text.customers.orders}
            </th>
            <th scope="col" class="number">
              {text.customers.spent}
            </th>
            <th scope="col" class="number wide">
              {text.customers.lastOrder}
            </th>
          </tr>
        </thead>
        <tbody>
          {customers.map((customer) => (
            <tr key={customer.customerId}>
              <th scope="row">
                <a href={`/customers/${encodeURIComponent(customer.customerId)}`}>{customer.customerId}</a>
              </th>
              <td>
                <StageTag stage={customer.stage} />
              </td>
              <td>
                <TierTag tier={customer.tier} />
              </td>
              <td class="wide">{text.frequency[customer.frequency]}</td>
              <td class="number wide">{format.number(customer.orders)}</td>
              <td class="number">{showMoney(customer.spent, frame)}</td>
              <td class="number wide">
                {customer.lastOrderAt === undefined ? text.nothing : format.date(customer.lastOrderAt)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
