/** Customers who went from one class into another; `from` is null for those met for the first time. */
export interface Move {
  readonly kind: 'stage' | 'tier';
  readonly from: string | null;
  readonly to: string;
  readonly customers: number;
}

/** Customers who entered and left a segment of the shop's own, or a group of RFM scores. */
export interface Membership {
  readonly kind: 'segment' | 'group';
  readonly name: string;
  readonly entered: number;
  readonly left: number;
}

const MOVE = /^moved\.(stage|tier)\.([^>]*)>(.+)$/;
const MEMBERSHIP = /^(segment|group)\.(entered|left)\.(.+)$/;

/** Sorts out the counters of one item that tell of moves (see the report area's `counter`); all others are left out. */
export function movesIn(counters: Readonly<Record<string, number>>): {
  readonly moves: readonly Move[];
  readonly memberships: readonly Membership[];
} {
  const moves: Move[] = [];
  const memberships: Membership[] = [];
  for (const [counterName, customers] of Object.entries(counters)) {
    const [, movedKind, from = '', to = ''] = MOVE.exec(counterName) ?? [];
    if (movedKind === 'stage' || movedKind === 'tier') {
      moves.push({ kind: movedKind, from: from === '' ? null : from, to, customers });
      continue;
    }
    const [, kind, direction, name = ''] = MEMBERSHIP.exec(counterName) ?? [];
    if (kind !== 'segment' && kind !== 'group') continue;
    const [entered, left] = direction === 'entered' ? [customers, 0] : [0, customers];
    memberships.push({ kind, name, entered, left });
  }
  return { moves, memberships };
}
