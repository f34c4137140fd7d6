import type { ASTNode } from '@marcbachmann/cel-js';
import { alternativesOf } from '../condition/alternatives-of.ts';
import type { Alternatives, Atom } from '../condition/atom.ts';
import type { TriggerFile } from '../files/trigger-file.ts';
import { triggerClass } from './trigger-class.ts';

/** What holds of everybody whom a trigger meets, as they enter. */
export function triggerFacts(trigger: TriggerFile, when: ASTNode | undefined): Alternatives {
  if (trigger.kind === 'event') return asEntry(when);
  if (trigger.kind !== 'enters' && trigger.kind !== 'leaves') return [[]];
  const { what, name } = triggerClass(trigger);
  const isIn = trigger.kind === 'enters';
  if (what === 'segment')
    return [[{ kind: 'flag', subject: `"${name}" in segments`, position: 0, holds: isIn }]];
  const subject = what === 'group' ? 'rfmGroup' : what;
  return [[{ kind: 'text', subject, position: 0, isAmong: isIn, values: [name] }]];
}

/** What holds for as long as a journey lasts: what its event said. */
export const lastingFacts = (facts: Alternatives): Alternatives =>
  facts.map((conjunct) => conjunct.filter(({ subject }) => subject.startsWith('entry.')));

/** What is asked of the event that begins a journey is true of it ever after. */
function asEntry(when: ASTNode | undefined): Alternatives {
  const alternatives = (when && alternativesOf(when)) ?? [[]];
  return alternatives.map((conjunct) =>
    conjunct.map((atom): Atom => ({ ...atom, subject: atom.subject.replace(/^event\./, 'entry.') })),
  );
}
