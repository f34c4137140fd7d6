import type { ModelReport } from '../../shared/domain/segment/model-report.ts';
import { useFrame } from '../frame.ts';
import { StageTag, TierTag } from './class-tag.tsx';
import { Empty } from './notice.tsx';

/** Whom the shop is about to lose, the dearest first, each with the way to their story. */
export function AtRiskTable({ customers }: { readonly customers: ModelReport['atRisk'] }) {
  const { text, format } = useFrame();
  const words = text.model;
  return (
    <section class="panel" aria-labelledby="risk-title">
      <div class="panel-title">
        <h2 id="risk-title">{words.atRisk}</h2>
        <p>{words.atRiskHint}</p>
      </div>
      {customers.length === 0 ? (
        <Empty>{words.nobodyAtRisk}</Empty>
      ) : (
        <table class="figures at-risk">
          <thead>
            <tr>
              <th scope="col">{text.customers.id}</th>
              <th scope="col">{text.customers.stage}</th>
              <th scope="col" class="wide">
                {text.customers.tier}
              </th>
              <th scope="col" class="number wide">
                {text.customers.lastOrder}
              </th>
              <th scope="col" class="number">
                {words.pAlive}
              </th>
              <th scope="col" class="number">
                {words.expectedLoss}
              </th>
            </tr>
          </thead>
          <tbody>
            {customers.map(({ customerId, stage, tier, lastAt, pAlive, expectedLossMinor }) => (
              <tr key={customerId}>
                <th scope="row">
                  <a href={`/customers/${encodeURIComponent(customerId)}`}>{customerId}</a>
                </th>
                <td>
                  <StageTag stage={stage} />
                </td>
                <td class="wide">
                  <TierTag tier={tier} />
                </td>
                <td class="number wide">{format.date(lastAt)}</td>
                <td class="number">{format.percent(pAlive)}</td>
                <td class="number">{format.shopMoney(expectedLossMinor)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
