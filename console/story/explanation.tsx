import type { CustomerExplanation } from '../../shared/domain/segment/explain-customer.ts';
import { useFrame } from '../frame.ts';
import { showEvidence } from './show-evidence.ts';
import { showExplained } from './show-explained.ts';

/** What is expected of a customer, then every class and segment with what it was read off. */
export function Explanation({ explanation }: { readonly explanation: CustomerExplanation }) {
  const { text, format } = useFrame();
  const words = text.explanation;
  const { asOf, rulesVersion, calibration, prediction, classes, segments } = explanation;
  return (
    <section class="panel explanation" aria-labelledby="explanation-title">
      <div class="panel-title">
        <h2 id="explanation-title">{words.title}</h2>
        <p>
          {text.list([
            words.basis(format.date(asOf), rulesVersion.slice(0, 12)),
            ...(calibration
              ? [words.calibration(format.number(calibration.sequence), format.date(calibration.since))]
              : []),
          ])}
        </p>
      </div>
      {prediction ? <Expected prediction={prediction} /> : <p class="fine">{words.noPrediction}</p>}
      <details>
        <summary>{words.classes}</summary>
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">{words.class}</th>
              <th scope="col">{words.value}</th>
              <th scope="col">{words.evidence}</th>
              <th scope="col" class="wide">
                {words.next}
              </th>
            </tr>
          </thead>
          <tbody>
            {classes.map(({ name, value, evidence, next }) => (
              <tr key={name}>
                <th scope="row">{showExplained.name(name, text)}</th>
                <td>{showExplained.value(name, value, text)}</td>
                <td class="fine">{showEvidence(evidence, { text, format })}</td>
                <td class="wide fine">
                  {next && words.becomes(showExplained.value(name, next.value, text), format.date(next.at))}
                </td>
              </tr>
            ))}
            {segments.map(({ name, description, isMember, condition, why }) => (
              <tr key={`segment ${name}`}>
                <th scope="row">{name}</th>
                <td>{isMember ? words.member : words.notMember}</td>
                <td class="fine">
                  {description !== undefined && (
                    <>
                      {description}
                      <br />
                    </>
                  )}
                  {condition}
                  <br />
                  {showEvidence(why, { text, format })}
                </td>
                <td class="wide" />
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function Expected({ prediction }: { readonly prediction: NonNullable<CustomerExplanation['prediction']> }) {
  const { text, format } = useFrame();
  const words = text.explanation;
  const { pAlive, expectedOrders, expectedSpendMinor, lifetimeValueMinor, expectedLossMinor, nextOrderAt } =
    prediction;
  const lines = [
    { name: words.pAlive, value: format.percent(pAlive) },
    { name: words.nextOrder, value: nextOrderAt === undefined ? text.nothing : format.date(nextOrderAt) },
    { name: words.expectedOrders, value: format.tenths(expectedOrders) },
    { name: words.expectedSpend, value: format.shopMoney(expectedSpendMinor) },
    { name: words.lifetimeValue, value: format.shopMoney(lifetimeValueMinor) },
    { name: words.expectedLoss, value: format.shopMoney(expectedLossMinor) },
  ];
  return (
    <dl class="counts">
      {lines.map(({ name, value }) => (
        <div key={name} class="">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
