import { recheckCustomer } from '../../../../shared/app/calibrate/recheck-customer.ts';
import { RULES_SETTLE_MS } from '../../../../shared/app/current-rules.ts';
import { decideCustomer } from '../../../../shared/app/decide/decide-customer.ts';
import { decodeState } from '../../../../shared/app/decide/state-document.ts';
import { STATE_SORT_KEY } from '../../../../shared/app/item-keys.ts';
import { type CompiledRules, withCalibrations } from '../../../../shared/domain/compiled-rules.ts';
import type { CustomerState } from '../../../../shared/domain/customer/customer-state.ts';
import type { Input } from '../../../../shared/domain/customer/input.ts';
import { DAY_MS, type Instant } from '../../../../shared/domain/instant.ts';
import type { Calibration } from '../../../../shared/domain/segment/calibration.ts';
import type { Item } from '../../../../shared/ports.ts';
import { day } from '../../../support/inputs.ts';

interface PipelineTerms {
  readonly rules: CompiledRules;
  readonly calibrations: readonly Calibration[];
  /** After how long `decide` knows a calibration: up to a minute. */
  readonly knownAfterMs: number;
  /** How often customers who are due get their ticks. */
  readonly sweepEveryMs: number;
}

/** Days from one recheck without a new calibration to the next: within the quarter that a recheck looks ahead. */
const RECHECK_EVERY_DAYS = 90;

/**
 * `decide`, `sweep`, `calibrate` and `recheck` over items in memory, with the calibrations given: inputs and ticks are decided by
 * what `decide` knows then, and customers rechecked by all that is published.
 */
export class LittlePipeline {
  private readonly items = new Map<string, Item>();
  private readonly terms: PipelineTerms;
  private readonly rechecksAt: Instant[];
  private now: Instant;
  private ticks = 0;
  /** Ticks that a recheck has sent. */
  rechecked = 0;

  constructor(terms: PipelineTerms, startsAt: Instant, endsAt: Instant) {
    this.terms = terms;
    this.now = startsAt;
    const regular: Instant[] = [];
    for (let at = day(45); at <= endsAt; at += RECHECK_EVERY_DAYS * DAY_MS) regular.push(at);
    const calibrated = terms.calibrations.map(({ effectiveAt }) => effectiveAt);
    this.rechecksAt = [...regular, ...calibrated]
      .map((at) => at + RULES_SETTLE_MS)
      .sort((one, other) => one - other);
  }

  state(customerId: string): CustomerState | undefined {
    const item = this.items.get(customerId);
    return item && decodeState(customerId, item.body);
  }

  decide(customerId: string, input: Input, at: Instant): void {
    const stored = { state: this.items.get(customerId), contact: undefined };
    const known = this.rulesKnown(at - this.terms.knownAfterMs);
    const { writes } = decideCustomer(customerId, [{ customerId, input, acceptedAt: at }], stored, known);
    for (const write of writes)
      if (write.kind === 'put' && write.item.sk === STATE_SORT_KEY)
        this.items.set(customerId, JSON.parse(JSON.stringify(write.item)));
  }

  /** Lets time pass up to `to`: sweeps and rechecks as they fall. */
  passTo(to: Instant): void {
    for (;;) {
      const sweepAt = this.nextSweep();
      const recheckAt = this.rechecksAt[0] ?? Number.POSITIVE_INFINITY;
      const next = Math.min(sweepAt, recheckAt);
      if (next > to) break;
      this.now = Math.max(this.now, next);
      if (recheckAt <= sweepAt) {
        this.rechecksAt.shift();
        this.recheck(recheckAt);
      } else this.sweep(next);
    }
    this.now = Math.max(this.now, to);
  }

  /** Gives everybody who is due at this instant a tick. */
  sweep(at: Instant): void {
    for (const [customerId, { due }] of [...this.items])
      if (due !== undefined && due.at <= at) this.tick(customerId, at);
  }

  /** The first sweep, in steps, at which somebody is due. */
  private nextSweep(): Instant {
    let dueAt = Number.POSITIVE_INFINITY;
    for (const { due } of this.items.values()) dueAt = Math.min(dueAt, due?.at ?? Number.POSITIVE_INFINITY);
    const { sweepEveryMs } = this.terms;
    return Math.ceil(Math.max(dueAt, this.now) / sweepEveryMs) * sweepEveryMs;
  }

  private recheck(at: Instant): void {
    const rules = this.rulesKnown(at);
    for (const [customerId, item] of [...this.items]) {
      const finding = recheckCustomer(decodeState(customerId, item.body), item.due?.at, rules, at);
      if (finding === 'same') continue;
      this.rechecked += 1;
      this.tick(customerId, at, true);
    }
  }

  private tick(customerId: string, at: Instant, isRecheck = false): void {
    this.ticks += 1;
    const id = `tick:${at}:${this.ticks}`;
    this.decide(customerId, { kind: 'tick', id, ...(isRecheck && { isRecheck }) }, at);
  }

  private rulesKnown(at: Instant): CompiledRules {
    const { rules, calibrations } = this.terms;
    return withCalibrations(
      rules,
      calibrations.filter(({ effectiveAt }) => effectiveAt <= at),
    );
  }
}
