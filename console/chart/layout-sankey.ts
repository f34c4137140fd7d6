/** So much goes from one class to another. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly amount: number;
}

export interface SankeyNode {
  readonly name: string;
  readonly amount: number;
  readonly y: number;
  readonly height: number;
}

/** A band of constant height between two nodes; `fromY` and `toY` are its upper edge at either end. */
export interface SankeyBand extends Flow {
  readonly fromY: number;
  readonly toY: number;
  readonly height: number;
}

export interface SankeyLayout {
  readonly left: readonly SankeyNode[];
  readonly right: readonly SankeyNode[];
  readonly bands: readonly SankeyBand[];
}

/**
 * Lays flows out between a column of where they come from and one of where they go, both in the order of `names` and both as
 * high as `height`; at least `gap` is left between nodes, so that their labels do not touch. All in pixels.
 */
export function layoutSankey(
  flows: readonly Flow[],
  names: readonly string[],
  height: number,
  gap: number,
): SankeyLayout {
  const wanted = flows.filter(({ amount }) => amount > 0);
  const total = wanted.reduce((sum, { amount }) => sum + amount, 0);
  const sums = (end: 'from' | 'to'): { name: string; amount: number }[] =>
    names
      .map((name) => ({ name, amount: sumOf(wanted.filter((flow) => flow[end] === name)) }))
      .filter(({ amount }) => amount > 0);
  const [sources, targets] = [sums('from'), sums('to')];
  const gaps = Math.max(sources.length, targets.length, 1) - 1;
  const scale = total === 0 ? 0 : Math.max(0, height - gaps * gap) / total;
  const left = placeNodes(sources, scale, height);
  const right = placeNodes(targets, scale, height);

  const nextY = {
    from: new Map(left.map(({ name, y }) => [name, y])),
    to: new Map(right.map(({ name, y }) => [name, y])),
  };
  const take = (end: 'from' | 'to', name: string, amount: number): number => {
    const y = nextY[end].get(name) ?? 0;
    nextY[end].set(name, y + amount * scale);
    return y;
  };
  const rank = (name: string): number => names.indexOf(name);
  const bands = wanted
    .toSorted((a, b) => rank(a.from) - rank(b.from) || rank(a.to) - rank(b.to))
    .map((flow) => ({
      ...flow,
      fromY: take('from', flow.from, flow.amount),
      toY: take('to', flow.to, flow.amount),
      height: flow.amount * scale,
    }));
  return { left, right, bands };
}

/** Spreads the nodes of one column over its whole height. */
function placeNodes(
  sums: readonly { readonly name: string; readonly amount: number }[],
  scale: number,
  height: number,
): SankeyNode[] {
  const free = height - sums.reduce((sum, { amount }) => sum + amount * scale, 0);
  const gap = sums.length > 1 ? free / (sums.length - 1) : 0;
  let y = sums.length === 1 ? free / 2 : 0;
  return sums.map(({ name, amount }) => {
    const node = { name, amount, y, height: amount * scale };
    y += node.height + gap;
    return node;
  });
}

const sumOf = (flows: readonly Flow[]): number => flows.reduce((sum, { amount }) => sum + amount, 0);
