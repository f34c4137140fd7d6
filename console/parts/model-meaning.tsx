import type { FittedModel } from '../../shared/domain/segment/calibration.ts';
import { useFrame } from '../frame.ts';

interface ModelMeaningProps {
  readonly model: FittedModel;
  readonly horizonDays: number;
}

/** What the parameters of the model say, in sentences, with the parameters themselves below. */
export function ModelMeaning({ model, horizonDays }: ModelMeaningProps) {
  const { text, format } = useFrame();
  const words = text.model;
  const { kind, ...purchase } = model.purchase;
  // The mean rate is r / alpha purchases in a unit of time; the mean chance of giving up a / (a + b).
  const meanIntervalDays = (purchase.alpha / purchase.r) * purchase.unitDays;
  const meanDropout = purchase.a / (purchase.a + purchase.b);
  const parameters = Object.entries({ ...purchase, ...model.spend, logLikelihood: model.logLikelihood });
  const meanings: Readonly<Record<string, string>> = words.parameterMeaning;

  return (
    <section class="panel" aria-labelledby="meaning-title">
      <h2 id="meaning-title">{words.meaning}</h2>
      <ul class="sentences">
        <li>{words.interval(format.number(Math.round(meanIntervalDays)))}</li>
        <li>{words.dropout[kind](format.percent(meanDropout))}</li>
        <li>{describeSpend(model, words, format.shopMoney)}</li>
        <li>{words.horizon(format.number(horizonDays))}</li>
      </ul>
      <details>
        <summary>{words.parameters}</summary>
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">{words.parameter}</th>
              <th scope="col">{words.modelName[kind]}</th>
              <th scope="col" class="number">
                {words.value}
              </th>
            </tr>
          </thead>
          <tbody>
            {parameters.map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{meanings[name] ?? ''}</td>
                <td class="number">{format.thousandths(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

/** The mean of the Gamma-Gamma model, p gamma / (q - 1), which there is for q above 1 only. */
function describeSpend(
  { spend }: FittedModel,
  words: { readonly spend: (amount: string) => string; readonly noSpend: string },
  showMinor: (minor: number) => string,
): string {
  if (spend === undefined || spend.q <= 1) return words.noSpend;
  return words.spend(showMinor((spend.p * spend.gamma) / (spend.q - 1)));
}
