import type { ScenarioFailure, ScenarioResult } from '../../shared/app/scenario/run-scenario.ts';
import type { Scenario } from '../../shared/app/scenario/scenario.ts';
import type { ShopProblem } from '../../shared/config/shop-problem.ts';
import { formatShopProblem } from '../../shared/config/shop-problem.ts';
import { factLine } from '../fact-line.ts';
import { localMinute } from '../local-minute.ts';
import { failureLines } from './failure-lines.ts';

/** What one scenario file came to. */
export type TestedFile =
  | { readonly status: 'unreadable'; readonly file: string; readonly problems: readonly ShopProblem[] }
  | { readonly status: 'ran'; readonly scenario: Scenario; readonly result: ScenarioResult };

/** The files of which all expectations were met. */
export const hasPassed = (tested: TestedFile): boolean =>
  tested.status === 'ran' && tested.result.failures.length === 0;

/** For a program. */
export function testResult(files: readonly TestedFile[]) {
  const passed = files.filter(hasPassed).length;
  return {
    scenarios: files.length,
    passed,
    failed: files.length - passed,
    files: files.map((tested) =>
      tested.status === 'unreadable'
        ? { file: tested.file, passed: false, problems: tested.problems }
        : {
            file: tested.scenario.file,
            description: tested.scenario.description,
            passed: hasPassed(tested),
            failures: tested.result.failures.map((failure) => jsonFailure(failure, tested.scenario)),
          },
    ),
  };
}

/** With a line for each failure as a person reads it, beside its parts. */
const jsonFailure = (failure: ScenarioFailure, scenario: Scenario) => {
  const { place, at, ...unmet } = failure;
  const lines = failureLines(failure, scenario).map((line) => line.trim());
  return { ...place, at: new Date(at).toISOString(), ...unmet, lines };
};

/** For a person: a line for each scenario, and for those that failed what was expected, what happened, and all that did. */
export function testLines(files: readonly TestedFile[]): string[] {
  const failed = files.filter((tested) => !hasPassed(tested)).length;
  const count = `${files.length} ${files.length === 1 ? 'scenario' : 'scenarios'}`;
  return [
    ...files.flatMap(fileLines),
    '',
    failed === 0 ? `${count}, all as expected.` : `${count}, ${failed} not as expected.`,
  ];
}

function fileLines(tested: TestedFile): string[] {
  if (tested.status === 'unreadable')
    return [
      `FAIL  ${tested.file}`,
      ...tested.problems.map((problem) => `      ${formatShopProblem(problem)}`),
    ];
  const { scenario, result } = tested;
  const title = `${scenario.file}  ${scenario.description}`;
  if (hasPassed(tested)) return [`ok    ${title}`];
  const concerned = [...new Set(result.failures.map(({ customer }) => customer))];
  return [
    `FAIL  ${title}`,
    ...result.failures.flatMap((failure) => failureLines(failure, scenario)),
    ...concerned.flatMap((name) => timelineLines(name, result, scenario)),
  ];
}

/** All that happened to a customer. */
function timelineLines(name: string, { customers }: ScenarioResult, { timeZone }: Scenario): string[] {
  const { customerId = name, facts = [] } = customers[name] ?? {};
  const id = customerId === name ? '' : `, with the id ${customerId}`;
  const timeOf = (at: number): string => localMinute(at, timeZone);
  return [
    '',
    `      What happened to ${name}${id} (times of ${timeZone}):`,
    ...(facts.length === 0 ? ['        nothing'] : []),
    ...facts.map((fact) => `        ${timeOf(fact.at)}  ${factLine(fact, timeOf)}`),
    '',
  ];
}
