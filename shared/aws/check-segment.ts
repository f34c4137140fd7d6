import { PerennialError } from '../perennial-error.ts';
import type { Segment } from '../ports.ts';

/** DynamoDB's limit on TotalSegments. */
const MAX_SEGMENTS = 1_000_000;

/** Throws `TABLE.BAD_SEGMENT` for a segment that DynamoDB would refuse, so that all adapters refuse it. */
export function checkSegment({ index, of }: Segment): void {
  const isSegment =
    Number.isSafeInteger(index) && Number.isSafeInteger(of) && index >= 0 && index < of && of <= MAX_SEGMENTS;
  if (isSegment) return;
  throw new PerennialError('TABLE.BAD_SEGMENT', {
    message: `There is no segment ${index} of ${of}. Segments are numbered from 0, and there are 1 to ${MAX_SEGMENTS} of them.`,
  });
}
