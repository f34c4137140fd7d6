/**
 * The candidate that a person most likely meant by `name`, or undefined where none is near. Near: at most a third of
 * the letters differ (one at least, two from five letters on), or one is the beginning of the other.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let nearest: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = distanceBetween(wanted, candidate.toLowerCase());
    if (distance < least && distance <= tolerance(wanted, candidate)) {
      least = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

const tolerance = (wanted: string, candidate: string): number => {
  const longer = Math.max(wanted.length, candidate.length);
  return longer >= 5 ? Math.max(2, Math.floor(longer / 3)) : 1;
};

function distanceBetween(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  if (shorter >= 3 && (left.startsWith(right) || right.startsWith(left))) return 1;
  return editDistance(left, right);
}

/** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours count one each. */
function editDistance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const substitution = left[row - 1] === right[column - 1] ? 0 : 1;
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + substitution,
      );
      const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (row > 1 && column > 1 && isSwap) best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? 0;
}
