import type { BenchResult, Figures } from './bench-result.ts';
import { computeMailCost } from './mail-cost.ts';
import { computeMessageUnits } from './message-units.ts';
import { computeOrderCost } from './order-cost.ts';
import { computeWebhookCost } from './webhook-cost.ts';

/** Loaded in the process that runs it, so that none weighs on another. */
export const measurements: Readonly<Record<string, () => Promise<BenchResult>>> = {
  simulate: async () => await (await import('./simulate-speed.ts')).measureSimulateSpeed(),
  'table-units': async () => await (await import('./table-units.ts')).measureTableUnits(),
  'handler-cpu': async () => await (await import('./handler-cpu.ts')).measureHandlerCpu(),
  sweep: async () => await (await import('./sweep-reads.ts')).measureSweepReads(),
  're-ticks': async () => await (await import('./re-ticks.ts')).measureReTicks(),
  'prediction-fit': async () => await (await import('./prediction-fit.ts')).measurePredictionFit(),
  'mail-units': async () => await (await import('./mail-units.ts')).measureMailUnits(),
  'broadcast-units': async () => await (await import('./broadcast-units.ts')).measureBroadcastUnits(),
  'webhook-units': async () => await (await import('./webhook-units.ts')).measureWebhookUnits(),
  events: async () => await (await import('./embedded-events.ts')).measureEmbeddedEvents(),
  mails: async () => await (await import('./embedded-mails.ts')).measureEmbeddedMails(),
  replay: async () => await (await import('./replay-speed.ts')).measureReplaySpeed(),
  'cold-start': async () => await (await import('./cold-start.ts')).measureColdStart(),
};

interface Computation {
  readonly needs: readonly string[];
  readonly compute: (...figures: Figures[]) => BenchResult;
}

/** What follows from the figures of measurements. */
export const computations: Readonly<Record<string, Computation>> = {
  'order-cost': {
    needs: ['table-units', 'handler-cpu'],
    compute: (units = {}, cpu = {}) => computeOrderCost(units, cpu),
  },
  'mail-cost': {
    needs: ['mail-units', 'handler-cpu'],
    compute: (units = {}, cpu = {}) => computeMailCost(units, cpu),
  },
  'message-units': {
    needs: ['broadcast-units', 'mail-units'],
    compute: (broadcast = {}, mail = {}) => computeMessageUnits(broadcast, mail),
  },
  'webhook-cost': {
    needs: ['webhook-units'],
    compute: (units = {}) => computeWebhookCost(units),
  },
};

/** Order of the page: that of the design's table. */
export const BENCH_NAMES: readonly string[] = [
  'simulate',
  'table-units',
  'handler-cpu',
  'sweep',
  're-ticks',
  'prediction-fit',
  'order-cost',
  'mail-units',
  'broadcast-units',
  'message-units',
  'mail-cost',
  'webhook-units',
  'webhook-cost',
  'events',
  'mails',
  'replay',
  'cold-start',
];
