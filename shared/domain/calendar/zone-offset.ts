import type { Instant } from '../instant.ts';

/**
 * Four days. Since 1990 no zone of the tz database (2026c) has changed its clock twice within six, so a block has one change
 * at most.
 */
const BLOCK_MS = 345_600_000;
const SECOND_MS = 1000;

/** What the clock is ahead of UTC by, in milliseconds: `offset` until `changesAt`, where it becomes `later`. */
interface Block {
  readonly offset: number;
  readonly changesAt: Instant;
  readonly later: number;
}

interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly blocks: Map<number, Block>;
}

const zones = new Map<string, Zone>();
/** Questions come in runs about one zone. */
let latest: readonly [name: string, zone: Zone] | undefined;

/**
 * What a clock in an IANA zone is ahead of UTC by at `at`, in milliseconds. Asked for once per four days of a zone, and kept.
 * Throws RangeError for an unknown zone.
 */
export function offsetAt(at: Instant, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  const { offset, changesAt, later } = blockOf(zoneOf(timeZone), Math.floor(at / BLOCK_MS));
  return at < changesAt ? offset : later;
}

/**
 * The first instant after `after`, and not after `until`, at which the clock of an IANA zone is set; undefined where it is
 * not.
 */
export function clockChange(after: Instant, until: Instant, timeZone: string): Instant | undefined {
  if (timeZone === 'UTC') return undefined;
  const zone = zoneOf(timeZone);
  const last = Math.floor(until / BLOCK_MS);
  for (let index = Math.floor(after / BLOCK_MS); index <= last; index += 1) {
    const { changesAt } = blockOf(zone, index);
    if (changesAt > after && changesAt <= until) return changesAt;
  }
  return undefined;
}

function zoneOf(timeZone: string): Zone {
  if (latest?.[0] === timeZone) return latest[1];
  let zone = zones.get(timeZone);
  if (zone === undefined) {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    zone = { format, blocks: new Map() };
    zones.set(timeZone, zone);
  }
  latest = [timeZone, zone];
  return zone;
}

function blockOf(zone: Zone, index: number): Block {
  let block = zone.blocks.get(index);
  if (block === undefined) {
    block = measureBlock(zone.format, index * BLOCK_MS, zone.blocks.get(index - 1));
    zone.blocks.set(index, block);
  }
  return block;
}

/** Measured from the last second before the block to its own last, so that a change at its very beginning is one of its own. */
function measureBlock(format: Intl.DateTimeFormat, start: Instant, before: Block | undefined): Block {
  const offset = before?.later ?? measureOffset(format, start - SECOND_MS);
  const later = measureOffset(format, start + BLOCK_MS - SECOND_MS);
  if (offset === later) return { offset, changesAt: Number.POSITIVE_INFINITY, later };
  let unchanged = start - SECOND_MS;
  let changed = start + BLOCK_MS - SECOND_MS;
  while (changed - unchanged > SECOND_MS) {
    const middle = unchanged + Math.floor((changed - unchanged) / SECOND_MS / 2) * SECOND_MS;
    if (measureOffset(format, middle) === offset) unchanged = middle;
    else changed = middle;
  }
  return { offset, changesAt: changed, later };
}

/** Local wall time read as if it were UTC, less the instant; of an instant of whole seconds. */
function measureOffset(format: Intl.DateTimeFormat, at: Instant): number {
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (
    format.format(at).match(/\d+/g) ?? []
  ).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) - at;
}
