import { useState } from 'preact/hooks';
import type { CustomerState } from '../../shared/domain/customer/customer-state.ts';
import { useFrame } from '../frame.ts';

const SHOWN_AT_FIRST = 12;

/** The orders that are kept one by one, newest first. */
export function OrderList({ state }: { readonly state: CustomerState }) {
  const { text, format } = useFrame();
  const [isWhole, setWhole] = useState(false);
  const words = text.story;
  const orders = state.orders.toReversed();
  const shown = isWhole ? orders : orders.slice(0, SHOWN_AT_FIRST);
  const hasRefunds = shown.some(({ refundedMinor }) => refundedMinor > 0);

  return (
    <section class="panel orders" aria-labelledby="orders-title">
      <h2 id="orders-title">{words.orderList}</h2>
      {orders.length === 0 ? (
        <p class="fine">{words.noOrders}</p>
      ) : (
        <div class="scroll">
          <table class="figures">
            <thead>
              <tr>
                <th scope="col">{words.order}</th>
                <th scope="col">{words.date}</th>
                <th scope="col" class="number">
                  {words.paid}
                </th>
                {hasRefunds && (
                  <th scope="col" class="number">
                    {words.refunded}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {shown.map((order) => (
                <tr key={order.orderId}>
                  <th scope="row">{order.orderId}</th>
                  <td>{format.date(order.at)}</td>
                  <td class="number">{format.money(order.totalMinor, order.currency)}</td>
                  {hasRefunds && (
                    <td class="number">
                      {order.refundedMinor > 0
                        ? format.money(Math.min(order.refundedMinor, order.totalMinor), order.currency)
                        : ''}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown.length < orders.length && (
        <button type="button" class="more" onClick={() => setWhole(true)}>
          {words.showAllOrders(format.number(orders.length))}
        </button>
      )}
      {state.earlier !== undefined && (
        <p class="fine">{words.earlier(format.number(state.earlier.orders))}</p>
      )}
    </section>
  );
}
