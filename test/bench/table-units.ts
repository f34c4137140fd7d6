import { loadShop } from '../../shared/config/load-shop.ts';
import { compileRules } from '../../shared/domain/compiled-rules.ts';
import { type BenchResult, judged, told } from './bench-result.ts';
import { type CountedReplay, countReplay } from './counted-replay.ts';
import { orderHistory } from './order-history.ts';
import { progressLine } from './progress-line.ts';
import { REPOSITORY } from './run-command.ts';
import { figure, median, percentile } from './statistics.ts';

export async function measureTableUnits(): Promise<BenchResult> {
  const { file, name } = orderHistory('whole');
  const { rules: files } = await loadShop(`${REPOSITORY}/shop`, { templates: false });
  const rules = compileRules(files);
  progressLine('nobody can be addressed');
  const plain = await countReplay(file, { rules, assumeConsent: false });
  progressLine('everybody agrees to e-mail');
  const addressed = await countReplay(file, { rules, assumeConsent: true });
  return {
    rows: [...writeRows(plain, addressed), ...readRows(addressed), ...sizeRows(addressed)],
    method:
      `${name}, in time order through \`decideBatch\` in batches of 100, ticks by the due index at the end of each day, ` +
      'on the SQLite table, which counts what DynamoDB would charge (`shared/aws/request-units.ts`). Contract tests hold that count ' +
      'against DynamoDB Local for single writes, reads and plain transactions. Where a transaction moves index entries, DynamoDB Local ' +
      'doubles their units and AWS, by the measurement cited in that file, does not; the count follows AWS. Consents come in batches of their own, so that each unit has one cause. Counted, not timed: one run.',
    figures: figuresOf(plain, addressed),
  };
}

const perOrder = (units: number, { byCause }: CountedReplay): number => units / byCause.orders.inputs;

function allWrites(run: CountedReplay): number {
  const { orders, consents, ticks } = run.byCause;
  return orders.writeUnits + consents.writeUnits + ticks.writeUnits;
}

function writeRows(plain: CountedReplay, addressed: CountedReplay) {
  const own = perOrder(addressed.byCause.orders.writeUnits, addressed);
  const plainOwn = perOrder(plain.byCause.orders.writeUnits, plain);
  const { ticks, consents, orders } = addressed.byCause;
  const folds = addressed.report.full;
  return [
    judged(
      {
        what: 'DynamoDB write units per order: what the order itself causes (state, journal, due and audience index)',
        target: '4.5 or fewer',
        measured: figure(own),
        remark: `Everybody is in the audience index here. Where nobody can be addressed: ${figure(plainOwn)}.`,
        cause:
          'State and journal entry in one transaction are 4, and nothing else can tell a redelivered order. The rest are index ' +
          `entries that move, 2 units each time: some ${figure(plainOwn - 4)} in the due index, as an order brings the next change ` +
          `of class nearer, and ${figure(own - plainOwn)} in the audience index, as it changes stage or tier.`,
      },
      own <= 4.5,
    ),
    told(
      'The same with every tick and consent, divided by orders',
      figure(perOrder(allWrites(addressed), addressed)),
      `Ticks ${figure(perOrder(ticks.writeUnits, addressed))} (${figure(ticks.inputs / orders.inputs)} ticks an order, ` +
        `${figure(ticks.writeUnits / ticks.inputs)} units a tick, ${figure((100 * ticks.entries) / ticks.inputs, 0)}% of them ` +
        `change something, ${figure((100 * ticks.rfmOnly) / ticks.inputs, 0)}% an RFM score and nothing else); consents ${figure(perOrder(consents.writeUnits, addressed))} ` +
        `(${figure(consents.writeUnits / consents.inputs)} a customer, with the contact item). Ticks come per customer and ` +
        `year, not per order: CDNOW's customers have ${figure(orders.inputs / addressed.customers, 1)} orders each in 18 months.`,
    ),
    told(
      'E-mails, texts and webhooks asked for per order',
      `${figure(perOrder(orders.messages + ticks.messages, addressed), 3)} messages, ${figure(perOrder(orders.webhooks + ticks.webhooks, addressed), 3)} webhooks`,
      'By the campaigns of the example shop, ticks included. What each costs is below.',
    ),
    told(
      'Write units per order for report counters',
      figure(perOrder(folds.writeUnits, addressed)),
      `In full batches. An order that is counted alone costs ${figure(addressed.report.single.writeUnits / addressed.report.single.batches)}, ` +
        `since the totals are one item of ${figure(addressed.totalCountersBytes / 1024, 1)} KB.`,
    ),
  ];
}

function readRows(addressed: CountedReplay) {
  const { orders, consents, ticks } = addressed.byCause;
  const own = perOrder(orders.readUnits, addressed);
  return [
    judged(
      {
        what: 'DynamoDB read units per order',
        target: '0.5 or fewer',
        measured: figure(own, 3),
        remark: `With ticks and consents, divided by orders: ${figure(perOrder(orders.readUnits + consents.readUnits + ticks.readUnits, addressed), 3)}.`,
        cause: 'A state over 4 KB takes a second half unit.',
      },
      own <= 0.5,
    ),
  ];
}

function sizeRows({ stateBytes }: CountedReplay) {
  return [
    judged(
      {
        what: 'State document, median',
        target: '1 KB or less',
        measured: `${figure(median(stateBytes))} bytes (95th percentile ${figure(percentile(stateBytes, 0.95))}, largest ${figure(Math.max(...stateBytes))})`,
        cause:
          'Most of it is what campaigns have to remember, with all those of the example shop: the messages of late, for caps and clicks, and the parts in ' +
          'comparisons, for conversions.',
      },
      median(stateBytes) <= 1024,
    ),
  ];
}

function figuresOf(plain: CountedReplay, addressed: CountedReplay): Record<string, number> {
  const { orders, consents, ticks } = addressed.byCause;
  const { full, single } = addressed.report;
  const each = (units: number) => perOrder(units, addressed);
  return {
    orderWrites: each(orders.writeUnits),
    orderWritesPlain: perOrder(plain.byCause.orders.writeUnits, plain),
    orderReads: each(orders.readUnits),
    orderFacts: each(orders.published),
    tickWrites: each(ticks.writeUnits),
    tickReads: each(ticks.readUnits),
    ticks: each(ticks.inputs),
    tickFacts: each(ticks.published),
    tickEntries: each(ticks.entries),
    tickRfmOnly: each(ticks.rfmOnly),
    consentWrites: each(consents.writeUnits),
    messages: each(orders.messages + ticks.messages),
    webhooks: each(orders.webhooks + ticks.webhooks),
    reportWritesFull: each(full.writeUnits),
    reportReadsFull: each(full.readUnits),
    reportWritesAlone: single.writeUnits / single.batches,
    reportReadsAlone: single.readUnits / single.batches,
    changesPerOrderAlone: single.changes / single.batches,
    totalCountersBytes: addressed.totalCountersBytes,
    stateMedianBytes: median(addressed.stateBytes),
  };
}
