import type { ShopEvent } from '../../contracts/shop-event.ts';
import { nextQuarterStart } from '../../domain/calendar/quarter-starts.ts';
import type { CompiledRules } from '../../domain/compiled-rules.ts';
import type { Instant } from '../../domain/instant.ts';
import { inputOfEvent } from '../input-of-event.ts';
import { Calibrator } from './calibrator.ts';
import { CampaignCounter } from './campaign-counter.ts';
import type { CampaignTally } from './campaign-tally.ts';
import { CustomerShard, type Shard } from './customer-shard.ts';
import type { LoggedMessages } from './message-log.ts';
import { type RunCounts, sumCounts } from './run-counts.ts';
import { type ClassCounts, combineSummaries } from './run-summary.ts';
import { ShardLane } from './shard-lane.ts';
import type { Digests } from './state-digest.ts';

export interface ArrivingEvent {
  readonly event: ShopEvent;
  /** When Perennial accepts it: whole seconds, not before the event before it. */
  readonly receivedAt: Instant;
}

export interface SimulationResult extends ClassCounts, Digests, Readonly<Omit<RunCounts, 'ticks'>> {
  /** Events that had an effect or would have had one again, and the instants at which time alone changed a customer. */
  readonly inputs: { readonly events: number; readonly ticks: number };
  /** How many calibrations came into force. */
  readonly calibrations: number;
  /** The instant at which the clock stopped. */
  readonly endsAt: Instant;
}

/** What a run came to, and what campaigns did in it. */
export interface Simulation {
  readonly result: SimulationResult;
  readonly campaigns: readonly CampaignTally[];
  /** Empty where the shards do not log them. */
  readonly messages: LoggedMessages;
}

export interface SimulateOptions {
  /** The clock stops here; absent: at the last event. */
  readonly until?: Instant | undefined;
  /** Fresh ones, over the same rules, among which the customers are dealt out; absent: one, in this thread. */
  readonly shards?: readonly Shard[];
}

/**
 * Runs a history through the rules in memory, as the pipeline would, and sends nothing. Events come in the order of
 * `receivedAt`. As in a replay, what is learned from the customers is learned at the start of each quarter, and at the end. It comes to
 * the same in any number of shards: customers have nothing to do with each other but for what is learned from all of them.
 */
export async function simulate(
  events: Iterable<ArrivingEvent>,
  rules: CompiledRules,
  { until, shards = [new CustomerShard({ rules })] }: SimulateOptions = {},
): Promise<Simulation> {
  const run = new SimulationRun(rules, shards);
  for (const batch of inBatches(events, until)) await run.accept(batch);
  return run.finish(until);
}

/** Events handed over at once: few enough that all shards have something to do. */
const BATCH_EVENTS = 500;

/** The events up to `until`, so many at a time, and never from before and after the start of a quarter together. */
function* inBatches(
  events: Iterable<ArrivingEvent>,
  until: Instant = Number.POSITIVE_INFINITY,
): Generator<readonly [ArrivingEvent, ...ArrivingEvent[]]> {
  let batch: [ArrivingEvent, ...ArrivingEvent[]] | undefined;
  let quarterEnd = Number.NEGATIVE_INFINITY;
  for (const arriving of events) {
    const { receivedAt } = arriving;
    if (receivedAt > until) break;
    if (batch !== undefined && batch.length < BATCH_EVENTS && receivedAt <= quarterEnd) {
      batch.push(arriving);
      continue;
    }
    if (batch !== undefined) yield batch;
    batch = [arriving];
    if (receivedAt > quarterEnd) quarterEnd = nextQuarterStart(receivedAt - 1);
  }
  if (batch !== undefined) yield batch;
}

/** One run: who is where, and how far it has come. */
class SimulationRun {
  private readonly lanes: readonly ShardLane[];
  private readonly laneOf = new Map<string, ShardLane>();
  private readonly seen = new Set<string>();
  private readonly rules: CompiledRules;
  private readonly calibrator: Calibrator;
  private events = 0;
  private lastAt: Instant = 0;
  private nextCalibrationAt: Instant | undefined;

  constructor(rules: CompiledRules, shards: readonly Shard[]) {
    this.rules = rules;
    this.calibrator = new Calibrator(rules);
    this.lanes = shards.map((shard) => new ShardLane(shard));
  }

  /** Between the first of them and the last begins no quarter. */
  async accept(batch: readonly [ArrivingEvent, ...ArrivingEvent[]]): Promise<void> {
    const [{ receivedAt: firstAt }] = batch;
    this.nextCalibrationAt ??= nextQuarterStart(firstAt - 1);
    await this.calibrateUpTo(firstAt - 1);
    for (const arriving of batch) this.deal(arriving);
    await Promise.all(this.lanes.map((lane) => lane.flush()));
  }

  async finish(until: Instant | undefined): Promise<Simulation> {
    const endsAt = until ?? this.lastAt;
    await this.calibrateUpTo(endsAt);
    if (nextQuarterStart(endsAt - 1) !== endsAt) await this.calibrate(endsAt);
    const outcomes = await this.askAll((shard) => shard.finish(endsAt));
    const { ticks, ...counts } = sumCounts(outcomes.map((outcome) => outcome.counts));
    const counter = new CampaignCounter(this.rules.campaigns);
    for (const { campaigns } of outcomes) counter.addCounts(campaigns);
    return {
      result: {
        ...counts,
        inputs: { events: this.events, ticks },
        calibrations: this.calibrator.count,
        endsAt,
        ...combineSummaries(outcomes.map(({ states }) => states)),
      },
      campaigns: counter.report(this.rules.sending.costs),
      messages: new Map(outcomes.flatMap(({ messages }) => [...messages])),
    };
  }

  private deal({ event, receivedAt }: ArrivingEvent): void {
    this.lastAt = Math.max(this.lastAt, receivedAt);
    this.events += 1;
    const { customerId } = event;
    const mark = `${customerId}#${event.id}`;
    if (this.seen.has(mark)) return;
    this.seen.add(mark);
    const { input } = inputOfEvent(event);
    this.calibrator.see(input);
    this.laneFor(customerId)?.add({ customerId, input, receivedAt });
  }

  /** New customers are dealt out in turn. */
  private laneFor(customerId: string): ShardLane | undefined {
    const lane = this.laneOf.get(customerId) ?? this.lanes[this.laneOf.size % this.lanes.length];
    if (lane !== undefined) this.laneOf.set(customerId, lane);
    return lane;
  }

  private async calibrateUpTo(now: Instant): Promise<void> {
    while (this.nextCalibrationAt !== undefined && this.nextCalibrationAt <= now) {
      await this.calibrate(this.nextCalibrationAt);
      this.nextCalibrationAt = nextQuarterStart(this.nextCalibrationAt);
    }
  }

  /** Learns from everybody as of `at`. */
  private async calibrate(at: Instant): Promise<void> {
    if (this.laneOf.size === 0) return;
    const purchases = await this.askAll((shard) => shard.purchasesAt(at));
    const learned = this.calibrator.calibrate(purchases.flat(), at);
    if (learned !== undefined) await this.askAll((shard) => shard.adopt(learned));
  }

  /** Of every shard, when it has done what it was given before. */
  private async askAll<Answer>(ask: (shard: Shard) => Answer | Promise<Answer>): Promise<Answer[]> {
    return Promise.all(
      this.lanes.map(async (lane) => {
        await lane.drain();
        return ask(lane.shard);
      }),
    );
  }
}
