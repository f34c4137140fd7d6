import type { CustomerView } from '../customer/customer-view.ts';
import type { CompiledSegments } from './compiled-segments.ts';

const NONE: readonly string[] = [];

/**
 * The names of the segments that a customer is in, by code unit. `viewWith` gives the customer as one who is in the named
 * segments; it is called once for each level of segments that name others.
 */
export function memberships(
  { levels }: CompiledSegments,
  viewWith: (members: readonly string[]) => CustomerView,
): readonly string[] {
  let members: readonly string[] = NONE;
  for (const level of levels) {
    const view = viewWith(members);
    const joined = level.filter(({ isFor }) => isFor(view));
    if (joined.length > 0) members = [...members, ...joined.map(({ name }) => name)];
  }
  return members.length > 1 ? members.toSorted() : members;
}
