import { DAY_MS } from '../../domain/instant.ts';
import { STAGES, TIERS } from '../../domain/segment/classes.ts';
import type { Clock, Table } from '../../ports.ts';
import { type Move, movesIn } from './day-moves.ts';
import { scanDays } from './scan-days.ts';

/** How many customers a class held. */
export interface ClassSizes {
  readonly name: string;
  /** When the range began. */
  readonly before: number;
  /** At the end of each day of the range. */
  readonly sizes: readonly number[];
}

/** A segment or group: how many it held, and how many entered and left within the range. */
export interface MemberSizes extends ClassSizes {
  readonly entered: number;
  readonly left: number;
}

/** How customers moved between classes in a range of days (UTC). */
export interface Movement {
  /** Every day of the range, YYYY-MM-DD, oldest first; none where nothing was ever counted. */
  readonly days: readonly string[];
  /** All seven and all three, in their order. */
  readonly stages: readonly ClassSizes[];
  readonly tiers: readonly ClassSizes[];
  /** Those that ever held somebody, in the order of the alphabet. */
  readonly segments: readonly MemberSizes[];
  readonly groups: readonly MemberSizes[];
  /** Within the range, most first. One customer may move more than once. */
  readonly moves: readonly Move[];
}

/**
 * Reads the moves of the last `days` days (1 or more, today included) and the sizes that they and all earlier moves make. A
 * range that would begin before the first counted day begins on that day.
 */
export async function readMovement(
  { table, clock }: { readonly table: Table; readonly clock: Clock },
  days: number,
): Promise<Movement> {
  const to = isoDay(clock.now());
  const wanted = isoDay(clock.now() - (days - 1) * DAY_MS);
  const tracks = new Tracks();
  const moves = new Map<string, Move>();
  let from: string | undefined;

  for await (const { day, counters } of scanDays(table)) {
    if (day > to) break;
    const isInRange = day >= wanted;
    from ??= isInRange ? day : wanted;
    const dayInRange = isInRange ? daysBetween(from, day) : undefined;
    const found = movesIn(counters);
    for (const move of found.moves) {
      if (move.from !== null) tracks.add(move.kind, move.from, -move.customers, dayInRange);
      tracks.add(move.kind, move.to, move.customers, dayInRange);
      if (dayInRange !== undefined) addMove(moves, move);
    }
    for (const { kind, name, entered, left } of found.memberships) {
      tracks.add(kind, name, entered, dayInRange);
      tracks.add(kind, name, -left, dayInRange);
    }
  }

  const length = from === undefined ? 0 : daysBetween(from, to) + 1;
  const start = from ?? to;
  return {
    days: Array.from({ length }, (_, index) => isoDay(Date.parse(start) + index * DAY_MS)),
    stages: STAGES.map((name) => tracks.sizesOf('stage', name, length)),
    tiers: TIERS.map((name) => tracks.sizesOf('tier', name, length)),
    segments: tracks.namesOf('segment').map((name) => tracks.memberSizesOf('segment', name, length)),
    groups: tracks.namesOf('group').map((name) => tracks.memberSizesOf('group', name, length)),
    moves: [...moves.values()].sort((a, b) => b.customers - a.customers),
  };
}

type Kind = 'stage' | 'tier' | 'segment' | 'group';

interface Track {
  before: number;
  readonly changes: Map<number, number>;
  entered: number;
  left: number;
}

/** What each class gained and lost: before the range in one sum, within it day by day. */
class Tracks {
  private readonly byName = new Map<string, Track>();

  /** `dayInRange` counts from 0; undefined before the range. */
  add(kind: Kind, name: string, change: number, dayInRange: number | undefined): void {
    const track = this.byName.get(`${kind}=${name}`) ?? emptyTrack();
    this.byName.set(`${kind}=${name}`, track);
    if (dayInRange === undefined) track.before += change;
    else {
      track.changes.set(dayInRange, (track.changes.get(dayInRange) ?? 0) + change);
      if (change > 0) track.entered += change;
      else track.left -= change;
    }
  }

  sizesOf(kind: Kind, name: string, length: number): ClassSizes {
    const { before, changes } = this.byName.get(`${kind}=${name}`) ?? emptyTrack();
    let size = before;
    const sizes = Array.from({ length }, (_, day) => {
      size += changes.get(day) ?? 0;
      return size;
    });
    return { name, before, sizes };
  }

  memberSizesOf(kind: Kind, name: string, length: number): MemberSizes {
    const { entered, left } = this.byName.get(`${kind}=${name}`) ?? emptyTrack();
    return { ...this.sizesOf(kind, name, length), entered, left };
  }

  namesOf(kind: Kind): string[] {
    const prefix = `${kind}=`;
    const names = [...this.byName.keys()].filter((key) => key.startsWith(prefix));
    return names.map((key) => key.slice(prefix.length)).sort();
  }
}

const emptyTrack = (): Track => ({ before: 0, changes: new Map(), entered: 0, left: 0 });

function addMove(moves: Map<string, Move>, move: Move): void {
  const key = `${move.kind}.${move.from ?? ''}>${move.to}`;
  const known = moves.get(key);
  moves.set(key, { ...move, customers: move.customers + (known?.customers ?? 0) });
}

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
