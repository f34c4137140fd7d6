import type { Why } from '../../shared/domain/customer/fact.ts';
import type { ExplainedSegment } from '../../shared/domain/segment/explain-customer.ts';
import type { ExplainedClass } from '../../shared/domain/segment/explained-class.ts';
import type { Prediction } from '../../shared/domain/segment/predict-customer.ts';
import { alignColumns } from '../print-result.ts';
import { showMoney } from '../show-money.ts';
import type { LocalExplanation } from '../start/read-local-explanation.ts';

/** The explanation for a person. */
export function explanationLines({
  customerId,
  currency,
  horizonDays,
  explanation,
}: LocalExplanation): string[] {
  const { asOf, rulesVersion, calibration, classes, prediction, segments } = explanation;
  return [
    `Customer ${customerId}`,
    ...alignColumns([
      ['as of', `${minute(asOf)} UTC`],
      ['rules', `version ${rulesVersion.slice(0, 12)}; amounts in ${currency}`],
      [
        'calibration',
        calibration === undefined
          ? 'none yet: cut points and thresholds are those of the files'
          : `${calibration.sequence}, in force since ${minute(calibration.since)} UTC`,
      ],
    ]),
    '',
    'Classes:',
    ...classLines(classes),
    '',
    ...predictionLines(prediction, { currency, horizonDays, classes }),
    '',
    ...segmentLines(segments),
  ];
}

function classLines(classes: readonly ExplainedClass[]): string[] {
  const nameWidth = Math.max(...classes.map(({ name }) => name.length));
  const valueWidth = Math.max(...classes.map(({ value }) => value.length));
  const indent = ' '.repeat(2 + nameWidth + 2 + valueWidth + 2);
  return classes.flatMap(({ name, value, evidence, next }) => [
    `  ${name.padEnd(nameWidth)}  ${value.padEnd(valueWidth)}  ${listed(evidence, BY_OWN_NAMES.has(name) ? undefined : inWords)}`.trimEnd(),
    ...(next === undefined ? [] : [`${indent}${next.value} from ${minute(next.at)} if nothing happens`]),
  ]);
}

/** Their evidence is a share for each of the shop's own names, which stay as they are. */
const BY_OWN_NAMES: ReadonlySet<string> = new Set(['categories', 'channel']);

/** `daysSinceLastOrder` is to be read as "days since last order". */
const inWords = (name: string): string =>
  name === 'pAlive' ? 'P(alive)' : name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

interface PredictionTerms extends Pick<LocalExplanation, 'currency' | 'horizonDays'> {
  readonly classes: readonly ExplainedClass[];
}

function predictionLines(
  prediction: Prediction | undefined,
  { currency, horizonDays, classes }: PredictionTerms,
): string[] {
  const isProspect = classes.some(({ name, value }) => name === 'stage' && value === 'prospect');
  if (isProspect) return ['No predictions: nothing was bought yet.'];
  if (prediction === undefined)
    return ['No predictions: the shop has no model that can be trusted yet. "perennial calibrate" says why.'];
  const money = (minor: number): string => showMoney(minor, currency);
  const { pAlive, nextOrderAt } = prediction;
  return [
    `Predictions, ${horizonDays} days ahead:`,
    ...alignColumns([
      ['P(alive)', pAlive.toFixed(3)],
      ['expected orders', prediction.expectedOrders.toFixed(2)],
      ['spend of an order', money(prediction.expectedSpendMinor)],
      ['lifetime value', money(prediction.lifetimeValueMinor)],
      ['lost if gone', money(prediction.expectedLossMinor)],
      [
        'next order',
        nextOrderAt === undefined
          ? 'not within a hundred years'
          : `${day(nextOrderAt)}: half of such customers, if they still buy, have ordered by then`,
      ],
    ]),
  ];
}

function segmentLines(segments: readonly ExplainedSegment[]): string[] {
  if (segments.length === 0) return ['No segments of your own: segments.yaml has none.'];
  const width = Math.max(...segments.map(({ name }) => name.length));
  const indent = ' '.repeat(2 + 3 + 2 + width + 2);
  return [
    'Segments of your own:',
    ...segments.flatMap(({ name, description, isMember, condition, why }) => [
      `  ${isMember ? 'in ' : 'out'}  ${name.padEnd(width)}  ${oneLine(description ?? condition)}`,
      ...(description === undefined ? [] : [`${indent}${oneLine(condition)}`]),
      `${indent}${listed(why) || 'nothing of what it asks is known'}`,
    ]),
  ];
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const listed = (why: Why, nameOf = (name: string): string => name): string =>
  Object.entries(why)
    .map(([name, value]) => `${nameOf(name)} ${plain(value)}`)
    .join('; ');

const plain = (value: string | number): string =>
  typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 3 }) : value;

const minute = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
