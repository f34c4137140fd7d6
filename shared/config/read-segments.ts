import type { ShopNames } from '../domain/condition/find-unknown-class.ts';
import { compileSegment } from '../domain/segment/compiled-segment.ts';
import { segmentCycles } from '../domain/segment/segment-cycles.ts';
import type { SegmentRules } from '../domain/segment/segment-rules.ts';
import { addConditionProblem } from './add-condition-problem.ts';
import { segmentsFileSchema } from './files/segments-file.ts';
import type { ShopProblems } from './shop-problems.ts';

/** Reads segments.yaml; a shop without it has none. Undefined where the file cannot be read, so that nothing is known. */
export function readSegments(
  names: Pick<ShopNames, 'rfmGroups'>,
  problems: ShopProblems,
): readonly SegmentRules[] | undefined {
  const file = problems.readOptional('segments.yaml', segmentsFileSchema);
  if (file === undefined) return undefined;
  const segments = Object.entries(file.value).map(([name, { description, when }]) => ({
    name,
    ...(description !== undefined && { description }),
    condition: when,
  }));
  const allNames = { ...names, segments: segments.map(({ name }) => name) };
  const compiled = segments.flatMap((rules) => {
    const compilation = compileSegment(rules, allNames);
    if (compilation.ok) return [compilation.segment];
    addConditionProblem(file.yaml, [rules.name, 'when'], compilation, problems);
    return [];
  });
  for (const { path, segment, position } of segmentCycles(compiled)) {
    const message = `segments are defined by each other in a circle: ${path.join(' -> ')}`;
    addConditionProblem(file.yaml, [segment.name, 'when'], { message, position }, problems);
  }
  return segments;
}
