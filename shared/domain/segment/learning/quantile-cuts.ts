import type { DDSketch } from '@datadog/sketches-js';
import type { Tally } from './tally.ts';

export type FourCuts = [number, number, number, number];

/**
 * Four growing cut points that part the customers into five scores as even as their numbers allow: where very many share one
 * number (half a shop bought once), they share a score too and the others are parted evenly among the rest.
 */
export function cutsOfTally(tally: Tally): FourCuts {
  const values = [...tally].sort(([a], [b]) => a - b);
  const all = values.reduce((sum, [, count]) => sum + count, 0);
  const cuts: number[] = [];
  let below = 0;
  let position = 0;
  for (let scores = 5; scores > 1; scores -= 1) {
    const target = below + (all - below) / scores;
    const floor = cuts.at(-1) ?? values[0]?.[0] ?? 0;
    // The smallest number above the cut before it that has its fair part of the customers below it.
    while (position < values.length && (below < target || (values[position]?.[0] ?? 0) <= floor)) {
      below += values[position]?.[1] ?? 0;
      position += 1;
    }
    cuts.push(Math.max(values[position]?.[0] ?? 0, floor + 1));
  }
  return fourOf(cuts);
}

/** The same for amounts, whose ties do not matter: the quintiles to three digits, growing. Empty sketches have none. */
export function cutsOfSketch(sketch: DDSketch): FourCuts | undefined {
  if (sketch.count === 0) return undefined;
  const cuts: number[] = [];
  for (const share of [0.2, 0.4, 0.6, 0.8]) {
    const before = cuts.at(-1) ?? 0;
    cuts.push(Math.max(roundAmount(sketch.getValueAtQuantile(share)), before + 1));
  }
  return fourOf(cuts);
}

/** To three digits, so that a cut point reads well and does not move for nothing. */
export const roundAmount = (amount: number): number => Math.round(Number(amount.toPrecision(3)));

/** The former cut points where the new ones lie within a twentieth of them, or within `slack`: cut points that creep move nobody. */
export const keepSteady = <Cuts extends readonly number[]>(
  cuts: Cuts,
  former: Cuts | undefined,
  slack = 0,
): Cuts => {
  const isNear = (cut: number, position: number): boolean => {
    const before = former?.[position];
    return before !== undefined && Math.abs(cut - before) <= Math.max(slack, Math.abs(before) / 20);
  };
  return former !== undefined && cuts.every(isNear) ? former : cuts;
};

const fourOf = ([a = 1, b = 2, c = 3, d = 4]: readonly number[]): FourCuts => [a, b, c, d];
