import type { Place } from '../../app/scenario/scenario.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Rules } from '../../domain/rules.ts';
import { currencyDecimals } from '../../domain/valuation.ts';
import { nearestName } from '../../nearest-name.ts';
import type { Amount } from '../files/amount.ts';
import { minorUnitsAt } from '../minor-units-at.ts';
import type { ShopProblems } from '../shop-problems.ts';
import type { FieldPath, YamlFile } from '../yaml-file.ts';
import { readScenarioTime, type ScenarioTime } from './read-scenario-time.ts';

/** Turns what a scenario file says into what it means; what does not mean anything is a problem, at its place. */
export class ScenarioReading {
  readonly yaml: YamlFile;
  readonly rules: Rules;
  readonly timeZone: string;
  private readonly customers: readonly string[];
  private readonly editions: readonly Rules[];
  private readonly problems: ShopProblems;

  /** `editions` are what the timeline's edits make of the rules. */
  constructor(
    { yaml, problems }: { readonly yaml: YamlFile; readonly problems: ShopProblems },
    { rules, editions }: { readonly rules: Rules; readonly editions: readonly Rules[] },
    timeZone: string,
    customers: readonly string[],
  ) {
    this.yaml = yaml;
    this.problems = problems;
    this.rules = rules;
    this.editions = editions;
    this.timeZone = timeZone;
    this.customers = customers;
  }

  refuse(path: FieldPath, message: string, suggestion?: string): void {
    this.problems.addAt(this.yaml, path, message, suggestion);
  }

  place(path: FieldPath): Place {
    return this.yaml.positionOf(path);
  }

  time(path: FieldPath, text: string): ScenarioTime {
    const read = readScenarioTime(text, this.timeZone);
    if (read === undefined) this.refuse(path, `there is no such time as ${text}`);
    // No comparison holds with it, so that it is not told to be too early or too late as well.
    return read ?? { at: Number.NaN, upTo: Number.NaN };
  }

  instant(path: FieldPath, text: string): Instant {
    return this.time(path, text).at;
  }

  /** Minor units of a currency. A currency that nobody knows has two decimals. */
  minor(path: FieldPath, amount: Amount, currency: string): number {
    return minorUnitsAt(this.yaml, path, amount, currencyDecimals(currency), this.problems);
  }

  /** The customer meant, who need not be named where there is but one. */
  customer(path: FieldPath, name: string | undefined): string {
    const [only = '', another] = this.customers;
    if (name === undefined) {
      if (another !== undefined) this.refuse(path, 'name the customer, since there are several');
      return only;
    }
    this.known([...path, 'customer'], 'customer', name, this.customers);
    return name;
  }

  /** A campaign that the shop has at some time, and a step of it where one is named. Former names are as good. */
  campaign(path: FieldPath, name: string, step?: string): void {
    const all = [this.rules, ...this.editions].flatMap(({ campaigns }) => campaigns);
    const meant = all.filter((one) => one.name === name || one.formerNames.includes(name));
    const names = all.flatMap((one) => [one.name, ...one.formerNames]);
    if (meant.length === 0) this.known([...path, 'campaign'], 'campaign', name, names);
    const steps = meant.flatMap((one) => one.steps.map((its) => its.name));
    if (meant.length > 0 && step !== undefined) this.known([...path, 'step'], `step of ${name}`, step, steps);
  }

  known(path: FieldPath, what: string, name: string, names: readonly string[]): void {
    if (!names.includes(name)) this.refuse(path, `there is no ${what} "${name}"`, nearestName(name, names));
  }
}
