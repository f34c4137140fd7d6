import type { PlannedChange } from './plan.ts';

/** A plan for a person: each change with what it means. */
export function planLines(changes: readonly PlannedChange[], against: string): string[] {
  if (changes.length === 0) return [`Nothing changes against ${against}.`];
  return [
    `Against ${against} a deploy changes:`,
    ...changes.flatMap(({ area, name, change, sentences }) => [
      '',
      `${SIGNS[change]} ${title(area, name)}${change === 'changed' ? '' : `, ${change}`}`,
      ...sentences.map((sentence) => `    ${sentence}`),
    ]),
  ];
}

const SIGNS = { new: '+', changed: '~', removed: '-', renamed: '~' } as const;

function title(area: PlannedChange['area'], name: string | undefined): string {
  const isNamed = area === 'campaign' || area === 'segment' || area === 'template';
  return isNamed ? `${area} ${name ?? ''}`.trim() : (name ?? area);
}
