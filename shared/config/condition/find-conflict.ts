import type { Atom, Conjunct } from './atom.ts';
import type { KnowledgeOf, SubjectKnowledge } from './subject-knowledge.ts';

/** What of a conjunct leaves no value: the last atom of those about its subject. */
export function findConflict(conjunct: Conjunct, knowledgeOf: KnowledgeOf): Atom | undefined {
  const bySubject = Map.groupBy(conjunct, ({ subject }) => subject);
  for (const [subject, atoms] of bySubject) {
    const knowledge = knowledgeOf(subject);
    const conflict =
      flagConflict(atoms) ?? textConflict(atoms, knowledge) ?? numberConflict(atoms, knowledge);
    if (conflict !== undefined) return conflict;
  }
  return undefined;
}

function flagConflict(atoms: Conjunct): Atom | undefined {
  const flags = atoms.filter((atom) => atom.kind === 'flag');
  return flags.find(({ holds }) => holds !== flags[0]?.holds);
}

function textConflict(atoms: Conjunct, { texts }: SubjectKnowledge): Atom | undefined {
  let allowed = texts;
  const excluded = new Set<string>();
  for (const atom of atoms) {
    if (atom.kind !== 'text') continue;
    if (!atom.isAmong) for (const value of atom.values) excluded.add(value);
    else
      allowed = allowed === undefined ? atom.values : allowed.filter((value) => atom.values.includes(value));
    if (allowed?.every((value) => excluded.has(value))) return atom;
  }
  return undefined;
}

interface Range {
  readonly least: number;
  readonly isLeastIn: boolean;
  readonly most: number;
  readonly isMostIn: boolean;
}

function numberConflict(atoms: Conjunct, knowledge: SubjectKnowledge): Atom | undefined {
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY, isWhole = false } = knowledge;
  let range: Range = { least, isLeastIn: true, most, isMostIn: true };
  const excluded = new Set<number>();
  for (const atom of atoms) {
    if (atom.kind !== 'number') continue;
    if (atom.operator === '!=') excluded.add(atom.value);
    else range = narrow(range, atom.operator, atom.value);
    if (isEmpty(isWhole ? wholeOf(range) : range, excluded, isWhole)) return atom;
  }
  return undefined;
}

function narrow(range: Range, operator: '<' | '<=' | '>' | '>=' | '==', value: number): Range {
  switch (operator) {
    case '<':
      return value <= range.most ? { ...range, most: value, isMostIn: false } : range;
    case '<=':
      return value < range.most ? { ...range, most: value, isMostIn: true } : range;
    case '>':
      return value >= range.least ? { ...range, least: value, isLeastIn: false } : range;
    case '>=':
      return value > range.least ? { ...range, least: value, isLeastIn: true } : range;
    case '==':
      return narrow(narrow(range, '<=', value), '>=', value);
  }
}

/** The whole numbers of a range. */
const wholeOf = ({ least, isLeastIn, most, isMostIn }: Range): Range => ({
  least: isLeastIn ? Math.ceil(least) : Math.floor(least) + 1,
  isLeastIn: true,
  most: isMostIn ? Math.floor(most) : Math.ceil(most) - 1,
  isMostIn: true,
});

function isEmpty(range: Range, excluded: ReadonlySet<number>, isWhole: boolean): boolean {
  let { least } = range;
  if (isWhole) while (excluded.has(least)) least += 1;
  if (least !== range.most) return least > range.most;
  return !range.isLeastIn || !range.isMostIn || excluded.has(least);
}
