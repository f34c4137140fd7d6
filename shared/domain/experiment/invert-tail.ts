/** Halvings of an interval of doubles after which nothing changes. */
const HALVINGS = 200;

/** The x >= 0 at which `tail`, which falls from its value at 0 towards 0, comes down to `chance`: found by doubling, then halving. */
export function invertTail(tail: (x: number) => number, chance: number): number {
  let low = 0;
  let high = 1;
  while (tail(high) > chance) {
    low = high;
    high *= 2;
  }
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (tail(middle) > chance) low = middle;
    else high = middle;
  }
  return high;
}
