import type * as z from 'zod';

interface Choice {
  /** What the fields say, for the message: "a wait". */
  readonly of: string;
  /** Each field to choose, with those that go with it alone. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

/**
 * Refinement of an object that is given one of several fields, each perhaps with companions. A missing choice is told at
 * the object, a second one and a companion of another at itself.
 */
export function refineOneOf({ of, fields }: Choice) {
  const names = Object.keys(fields);
  return (value: Readonly<Record<string, unknown>>, context: z.RefinementCtx<unknown>): void => {
    const isGiven = (name: string) => value[name] !== undefined;
    const [chosen, ...others] = names.filter(isGiven);
    if (chosen === undefined) {
      // What is known to be wrong in it already, such as a field that is misspelt, is likely the one.
      if (context.issues.length > 0) return;
      context.addIssue({ code: 'custom', path: [], message: `${of} has one of ${listed(names)}` });
      return;
    }
    for (const name of others) {
      const message = `"${name}" does not go with "${chosen}"; ${of} has one of ${listed(names)}`;
      context.addIssue({ code: 'custom', path: [name], message });
    }
    if (others.length > 0) return;
    for (const [owner, companions] of Object.entries(fields))
      for (const name of companions) {
        if (owner === chosen || fields[chosen]?.includes(name) || !isGiven(name)) continue;
        const message = `"${name}" goes with "${owner}", not with "${chosen}"`;
        context.addIssue({ code: 'custom', path: [name], message });
      }
  };
}

const listed = (names: readonly string[]): string =>
  names
    .map((name) => `"${name}"`)
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1');
