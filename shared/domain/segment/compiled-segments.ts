import { PerennialError } from '../../perennial-error.ts';
import { type CompiledSegment, compileSegment } from './compiled-segment.ts';
import { segmentCycles } from './segment-cycles.ts';
import type { SegmentRules } from './segment-rules.ts';

/** The shop's own segments, ready to be evaluated. */
export interface CompiledSegments {
  /** Each of them after those that it is defined by: the first level names none, the second only those of the first. */
  readonly levels: readonly (readonly CompiledSegment[])[];
  /** Those that time alone may change, other than by way of the segments they name. */
  readonly timed: readonly CompiledSegment[];
}

/**
 * Compiles the shop's own segments, in any order. Throws `SEGMENT.CONDITION` where a condition does not compile, and
 * `SEGMENT.CYCLE` where segments name each other in a circle.
 */
export function compileSegments(segments: readonly SegmentRules[]): CompiledSegments {
  const names = { segments: segments.map(({ name }) => name) };
  const compiled = segments.map((rules) => {
    const compilation = compileSegment(rules, names);
    if (compilation.ok) return compilation.segment;
    throw new PerennialError('SEGMENT.CONDITION', {
      message: `The condition of segment "${rules.name}" does not compile: ${compilation.message}`,
    });
  });
  const [cycle] = segmentCycles(compiled);
  if (cycle !== undefined) {
    throw new PerennialError('SEGMENT.CYCLE', {
      message: `Segments are defined by each other in a circle: ${cycle.path.join(' -> ')}`,
    });
  }
  return {
    levels: inLevels(compiled),
    timed: compiled.filter(({ time }) => time.thresholds.length > 0 || time.others.length > 0),
  };
}

/** There are no circles here, so each round takes one segment at least. */
function inLevels(segments: readonly CompiledSegment[]): readonly (readonly CompiledSegment[])[] {
  const levels: (readonly CompiledSegment[])[] = [];
  const placed = new Set<string>();
  for (let rest = segments; rest.length > 0; rest = rest.filter(({ name }) => !placed.has(name))) {
    const level = rest.filter(({ references }) => references.every(({ name }) => placed.has(name)));
    levels.push(level);
    for (const { name } of level) placed.add(name);
  }
  return levels;
}
