import type * as z from 'zod';

export interface FieldIssue {
  /** `data.items[0].price`; empty where it is the whole value. */
  readonly field: string;
  readonly message: string;
}

/** What is wrong, field by field. Never the values themselves: they may be personal. */
export const issueList = (error: z.ZodError): FieldIssue[] =>
  error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ field: fieldOf([...issue.path, key]), message: 'is not a known field' }))
      : [{ field: fieldOf(issue.path), message: issue.message }],
  );

/** The same on one line: `data.total: Too small: expected number to be >=0; data.currency: ...`. */
export const describeIssues = (error: z.ZodError): string =>
  issueList(error)
    .map(({ field, message }) => `${field || '(whole)'}: ${message}`)
    .join('; ');

const fieldOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((field, key) => {
    if (typeof key === 'number') return `${field}[${key}]`;
    return field === '' ? String(key) : `${field}.${String(key)}`;
  }, '');
