import type { Finding } from './finding.ts';

const MARKS = { ok: 'ok     ', missing: 'missing', broken: 'BROKEN ' } as const;

/** The findings for a person, what mends each indented below it. */
export const findingLines = (findings: readonly Finding[]): string[] =>
  findings.flatMap(({ name, status, detail, mend = [] }) => [
    `${MARKS[status]}  ${name}: ${detail}`,
    ...mend.map((line) => `           ${line}`),
  ]);
