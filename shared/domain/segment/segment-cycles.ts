import type { CompiledSegment } from './compiled-segment.ts';

/** Segments that name each other in a circle, such as `a`, `b` and `a` again. */
export interface SegmentCycle {
  readonly path: readonly string[];
  /** The segment whose condition closes the circle. */
  readonly segment: CompiledSegment;
  /** Where in that condition, in UTF-16 units from 0. */
  readonly position: number;
}

type Named = ReadonlyMap<string, CompiledSegment>;

/** Every circle that a walk along the names meets; none where the segments can be put into an order. */
export function segmentCycles(segments: readonly CompiledSegment[]): readonly SegmentCycle[] {
  const byName: Named = new Map(segments.map((segment) => [segment.name, segment]));
  const finished = new Set<string>();
  const cycles: SegmentCycle[] = [];
  for (const segment of segments) walk(segment, [], byName, finished, cycles);
  return cycles;
}

function walk(
  segment: CompiledSegment,
  above: readonly string[],
  byName: Named,
  finished: Set<string>,
  cycles: SegmentCycle[],
): void {
  if (finished.has(segment.name)) return;
  const path = [...above, segment.name];
  for (const { name, position } of segment.references) {
    const start = path.indexOf(name);
    if (start >= 0) {
      cycles.push({ path: [...path.slice(start), name], segment, position });
      continue;
    }
    const named = byName.get(name);
    if (named !== undefined) walk(named, path, byName, finished, cycles);
  }
  finished.add(segment.name);
}
