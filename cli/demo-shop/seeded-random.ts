/** A source of pseudo-random numbers that gives the same ones for the same seed, on every machine. */
export interface SeededRandom {
  /** From 0 (included) to 1 (excluded), in steps of 2^-32. */
  uniform(): number;
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of them, all alike. */
  pick<T>(choices: readonly [T, ...T[]]): T;
  /** One of them, by weight. */
  weighted<T extends { readonly weight: number }>(choices: readonly [T, ...T[]]): T;
  /** Standard normal. */
  normal(): number;
  /** Mean 1 / rate. */
  exponential(rate: number): number;
  /** Mean shape * scale. */
  gamma(shape: number, scale: number): number;
  /** Mean a / (a + b). */
  beta(a: number, b: number): number;
}

/** Spreads a seed over the generator's state (splitmix32, as the authors of xoshiro advise for seeding). */
function spread(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

const rotateLeft = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));

/** xoshiro128** 1.1 (Blackman and Vigna 2021, "Scrambled Linear Pseudorandom Number Generators"). */
function xoshiro128(seed: number): () => number {
  const next = spread(seed);
  let [a, b, c, d] = [next(), next(), next(), next()];
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };
}

/** Starts the generator from a seed, of which the low 32 bits count. */
export function seededRandom(seed: number): SeededRandom {
  const next = xoshiro128(seed);
  const uniform = (): number => next() / 2 ** 32;
  /** Above 0, so that its logarithm is finite. */
  const positive = (): number => (next() + 1) / (2 ** 32 + 1);

  // Box and Muller 1958; the second value of the pair is dropped, which keeps the generator without memory.
  const normal = (): number => Math.sqrt(-2 * Math.log(positive())) * Math.cos(2 * Math.PI * uniform());

  // Marsaglia and Tsang 2000, "A simple method for generating gamma variables"; below shape 1 by their boost.
  const gamma = (shape: number, scale: number): number => {
    if (shape < 1) {
      return gamma(shape + 1, scale) * positive() ** (1 / shape);
    }
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(positive()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
        return d * v * scale;
      }
    }
  };

  return {
    uniform,
    integer: (low, high) => low + Math.floor(uniform() * (high - low + 1)),
    chance: (probability) => uniform() < probability,
    pick: (choices) => choices[Math.floor(uniform() * choices.length)] ?? choices[0],
    weighted: (choices) => {
      let left = uniform() * choices.reduce((sum, choice) => sum + choice.weight, 0);
      for (const choice of choices) {
        left -= choice.weight;
        if (left < 0) {
          return choice;
        }
      }
      return choices[0];
    },
    normal,
    exponential: (rate) => -Math.log(positive()) / rate,
    gamma,
    beta: (a, b) => {
      const x = gamma(a, 1);
      return x / (x + gamma(b, 1));
    },
  };
}
