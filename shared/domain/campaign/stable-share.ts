/**
 * A number from 0 to 1 that is always the same for the same parts, and spread evenly over different ones: FNV-1a (32 bit) with
 * the finaliser of MurmurHash3, since FNV alone puts ids that differ in their last digits close together.
 */
export function stableShare(...parts: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    for (let position = 0; position < part.length; position += 1) {
      hash ^= part.charCodeAt(position);
      hash = Math.imul(hash, 0x01000193);
    }
    // Parts are kept apart, so that "a", "bc" is not "ab", "c".
    hash = Math.imul(hash ^ 0x1f, 0x01000193);
  }
  return finalise(hash) / 2 ** 32;
}

/** The first of the shares, in percent, that a number from 0 to 1 falls into; undefined past their sum. */
export function pickShare<Share extends { readonly percent: number }>(
  share: number,
  shares: readonly Share[],
): Share | undefined {
  let upTo = 0;
  for (const candidate of shares) {
    upTo += candidate.percent;
    if (share * 100 < upTo) return candidate;
  }
  return undefined;
}

function finalise(hash: number): number {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
