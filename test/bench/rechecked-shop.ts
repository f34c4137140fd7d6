import { calibrateShop } from '../../shared/app/calibrate/calibrate-shop.ts';
import { handleRechecks } from '../../shared/app/calibrate/handle-rechecks.ts';
import { readCalibrations } from '../../shared/app/calibrate/read-calibrations.ts';
import { RULES_SETTLE_MS } from '../../shared/app/current-rules.ts';
import { decideBatch } from '../../shared/app/decide/decide-batch.ts';
import { type InboundInput, readInbound } from '../../shared/app/decide/inbound-message.ts';
import { decodeState } from '../../shared/app/decide/state-document.ts';
import { inputOfEvent } from '../../shared/app/input-of-event.ts';
import {
  calibrationKey,
  customerOfPartition,
  customerPartition,
  indexShards,
  JOURNAL_PREFIX,
} from '../../shared/app/item-keys.ts';
import { readAllStates } from '../../shared/app/read-all-states.ts';
import type { ArrivingEvent } from '../../shared/app/simulate/simulate.ts';
import { type CompiledRules, withCalibrations } from '../../shared/domain/compiled-rules.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { summarizePurchases } from '../../shared/domain/segment/purchase-summary.ts';
import type { Table } from '../../shared/ports.ts';
import { KeptQueue } from '../support/fake-ports.ts';

/** What one pass came to. */
export interface RecheckRound {
  readonly ticks: number;
  /** Ticks that changed their customer. */
  readonly changed: number;
  /** Ticks that only brought the due instant nearer. */
  readonly sooner: number;
  readonly calibrateReads: number;
  readonly calibrateWrites: number;
  readonly recheckReads: number;
  readonly tickReads: number;
  readonly tickWrites: number;
}

type Cuts = [number, number, number, number];

const BATCH = 1_000;

/** A shop whose history has been lived through, to be calibrated and rechecked by hand. */
export class RecheckedShop {
  customers = 0;
  inputs = 0;
  private now: Instant = 0;
  private readonly clock = { now: () => this.now };
  private readonly ticks = new KeptQueue();
  private readonly rechecks = new KeptQueue();
  private readonly table: Table;
  private readonly rules: CompiledRules;

  constructor(table: Table, rules: CompiledRules) {
    this.table = table;
    this.rules = rules;
  }

  /** Takes all of it in, and lets time pass up to the last event. */
  async replay(arrivals: Iterable<ArrivingEvent>): Promise<void> {
    let batch: InboundInput[] = [];
    for (const { event, receivedAt } of arrivals) {
      this.now = receivedAt;
      this.inputs += 1;
      batch.push({ customerId: event.customerId, ...inputOfEvent(event), acceptedAt: receivedAt });
      if (batch.length < BATCH) continue;
      await this.decide(batch);
      batch = [];
    }
    await this.decide(batch);
    await this.settleDue();
    for await (const _ of readAllStates(this.table)) this.customers += 1;
  }

  /** The daily pass: learns, rechecks, and gives the ticks to `decide`. */
  async learnAndRecheck(): Promise<RecheckRound> {
    const { table, rules, clock, rechecks } = this;
    const before = { ...table.consumed };
    await calibrateShop({ table, rechecks, rules, clock });
    const calibrateReads = table.consumed.readUnits - before.readUnits;
    const calibrateWrites = table.consumed.writeUnits - before.writeUnits;
    return { ...(await this.recheckOnly()), calibrateReads, calibrateWrites };
  }

  async recheckOnly(): Promise<RecheckRound> {
    const { table, rules, clock, ticks, rechecks } = this;
    this.now += RULES_SETTLE_MS;
    // What time alone changes within that minute is the sweep's work.
    await this.settleDue();
    const before = { ...table.consumed };
    const deadLetters = new KeptQueue();
    while (rechecks.messages.length > 0) {
      const messages = rechecks.messages.splice(0);
      const failed = await handleRechecks(
        messages.map(({ body }, index) => ({ messageId: String(index), body })),
        { table, ticks, rechecks, deadLetters, rules, clock },
      );
      if (failed.length > 0) throw new Error('A segment was not rechecked.');
    }
    const rechecked = { ...table.consumed };
    const inbounds = ticks.messages.splice(0).flatMap(({ body }): InboundInput[] => {
      const read = readInbound(body, this.now);
      return read.status === 'readable' ? [read.inbound] : [];
    });
    await this.decide(inbounds);
    const settled = { ...table.consumed };
    const changed = await this.countEntries(inbounds);
    return {
      ticks: inbounds.length,
      changed,
      sooner: inbounds.length - changed,
      calibrateReads: 0,
      calibrateWrites: 0,
      recheckReads: rechecked.readUnits - before.readUnits,
      tickReads: settled.readUnits - rechecked.readUnits,
      tickWrites: settled.writeUnits - rechecked.writeUnits,
    };
  }

  /**
   * Publishes other cut points of monetary value, the second and the fourth of which leave half of `wanted` customers each below
   * them who were above, and asks for a recheck. Answers whose score that changes, worked out from values alone.
   */
  async moveMoneyCuts(wanted: number): Promise<number> {
    const [newest] = (await readCalibrations(this.table)).calibrations;
    const cuts = newest?.rfm.monetaryMinor;
    if (newest === undefined || cuts === undefined) throw new Error('No cut points have been learned.');
    const values: number[] = [];
    for await (const { pk, body } of readAllStates(this.table)) {
      const state = decodeState(customerOfPartition(pk) ?? '', body);
      const purchases = summarizePurchases(state, 0, this.rules.counting);
      if (purchases !== undefined) values.push(purchases.valueMinor);
    }
    values.sort((one, other) => one - other);
    const above = (cut: number): number => {
      const position = values.findIndex((value) => value >= cut);
      return values[position + wanted / 2] ?? cut;
    };
    const moved: Cuts = [cuts[0], above(cuts[1]), cuts[2], above(cuts[3])];
    const sequence = newest.sequence + 1;
    const body = {
      ...newest,
      sequence,
      effectiveAt: this.now,
      rfm: { ...newest.rfm, monetaryMinor: moved },
    };
    await this.table.transact([
      { kind: 'put', condition: 'absent', item: { ...calibrationKey(sequence), version: 1, body } },
    ]);
    await this.rechecks.send([{ body: JSON.stringify({ kind: 'recheck', segment: { index: 0, of: 1 } }) }]);
    const score = (value: number, by: readonly number[]): number => by.filter((cut) => value >= cut).length;
    return values.filter((value) => score(value, cuts) !== score(value, moved)).length;
  }

  private async settleDue(): Promise<void> {
    for (;;) {
      const pages = await Promise.all(indexShards.map((shard) => this.table.due(shard, this.now)));
      const due = pages.flatMap(({ items }) => items.flatMap(({ pk }) => customerOfPartition(pk) ?? []));
      if (due.length === 0) return;
      const input = { kind: 'tick', id: `tick:${this.now}` } as const;
      await this.decide(due.map((customerId) => ({ customerId, input, acceptedAt: this.now })));
    }
  }

  private async decide(inbounds: readonly InboundInput[]): Promise<void> {
    const { calibrations } = await readCalibrations(this.table);
    const rules = withCalibrations(this.rules, calibrations);
    const outcomes = await decideBatch(inbounds, { table: this.table, rules });
    if (outcomes.some(({ status }) => status === 'failed')) throw new Error('An input was not stored.');
  }

  /** How many of the inputs stand in the journal. */
  private async countEntries(inbounds: readonly InboundInput[]): Promise<number> {
    const keys = inbounds.map(({ customerId, input }) => ({
      pk: customerPartition(customerId),
      sk: `${JOURNAL_PREFIX}${input.id}`,
    }));
    const items = await this.table.getMany(keys);
    return items.filter((item) => item !== undefined).length;
  }
}
