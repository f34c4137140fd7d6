import { INSTANT_FIELDS } from '../../shared/app/scenario/fact-fields.ts';
import { matchesFact } from '../../shared/app/scenario/match-fact.ts';
import type { ScenarioFailure } from '../../shared/app/scenario/run-scenario.ts';
import type { ExpectedFact, Scenario } from '../../shared/app/scenario/scenario.ts';
import { factLine } from '../fact-line.ts';
import { localMinute } from '../local-minute.ts';

/** An expectation that was not met, for a person: where it stands, what it says, and what was instead. */
export function failureLines(failure: ScenarioFailure, { file, timeZone }: Scenario): string[] {
  const { place, customer, at } = failure;
  const timeOf = (instant: number): string => localMinute(instant, timeZone);
  const [first, ...rest] = unmetLines(failure, timeZone);
  return [
    `      ${file}:${place.line}:${place.column}: ${customer}, at ${timeOf(at)}: ${first}`,
    ...rest.map((line) => `        ${line}`),
  ];
}

function unmetLines(failure: ScenarioFailure, timeZone: string): string[] {
  const timeOf = (at: number): string => localMinute(at, timeZone);
  switch (failure.kind) {
    case 'messages': {
      const { expected, happened } = failure;
      return [
        `expected ${expected.length === 0 ? 'no message' : countOf(expected.length)}, and there ${happened.length === 1 ? 'was' : 'were'} ${happened.length === 0 ? 'none' : countOf(happened.length)}`,
        ...expected.map((message, index) => {
          const fact = happened[index];
          const isMet = fact !== undefined && matchesFact(fact, message);
          return `${isMet ? ' ' : '-'} ${expectedLine(message, timeZone)}`;
        }),
        ...happened.flatMap((fact, index) => {
          const message = expected[index];
          return message !== undefined && matchesFact(fact, message)
            ? []
            : [`+ ${timeOf(fact.at)} ${factLine(fact, timeOf)}`];
        }),
      ];
    }
    case 'missing-fact': {
      const { nearest, expected } = failure;
      return [
        `expected ${expectedLine(expected, timeZone)}, and it did not happen`,
        ...(nearest === undefined
          ? [`there was no ${expected.kind} at all`]
          : [
              `nearest: ${timeOf(nearest.fact.at)} ${factLine(nearest.fact, timeOf)}`,
              `it differs in ${nearest.differs.join(', ') || 'nothing, but another expectation took it'}`,
            ]),
      ];
    }
    case 'unwanted-fact':
      return [
        `expected no ${expectedLine(failure.expected, timeZone)}, and it happened:`,
        `${timeOf(failure.happened.at)} ${factLine(failure.happened, timeOf)}`,
      ];
    case 'state':
      return [
        `expected ${failure.field} ${JSON.stringify(failure.expected)}, not ${JSON.stringify(failure.happened)}`,
      ];
    case 'nothing-sent':
      return [`${failure.campaign}/${failure.step} has sent nothing by then that could be opened or clicked`];
  }
}

const countOf = (count: number): string => (count === 1 ? 'one message' : `${count} messages`);

/** What was expected, in one line: `message.requested win-back/first at 2026-03-01 10:00 (channel email)`. */
function expectedLine({ kind, fields, between }: ExpectedFact, timeZone: string): string {
  const { campaign, step, ...others } = fields;
  const timeOf = (at: number): string => localMinute(at, timeZone);
  const place = [campaign, step].filter((part) => part !== undefined).join('/');
  const details = Object.entries(others).map(([name, value]) =>
    INSTANT_FIELDS.has(name) && typeof value === 'number'
      ? `${name} ${timeOf(value)}`
      : `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
  );
  const [from, to] = between ?? [];
  const when =
    from === undefined || to === undefined
      ? ''
      : to - from < 60_000
        ? `at ${timeOf(from)}`
        : `between ${timeOf(from)} and ${timeOf(to)}`;
  return [kind, place, when, details.length === 0 ? '' : `(${details.join(', ')})`]
    .filter((part) => part !== '')
    .join(' ');
}
