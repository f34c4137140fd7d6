import type * as z from 'zod';
import { nearestName } from '../nearest-name.ts';
import { discriminatorValues, knownFields, valueAt } from './known-fields.ts';
import type { ShopProblem } from './shop-problem.ts';
import type { FieldPath, YamlFile } from './yaml-file.ts';

export type ParsedFile<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly ShopProblem[] };

/** Holds a YAML file against its schema; each problem stands where the file is wrong and names what was meant. */
export function parseFile<Schema extends z.ZodType>(
  yaml: YamlFile,
  schema: Schema,
): ParsedFile<z.output<Schema>> {
  if (yaml.value === undefined) return { ok: false, problems: yaml.problems };
  const parsed = schema.safeParse(yaml.value, { error: describe });
  const problems = parsed.success
    ? []
    : parsed.error.issues.flatMap((issue) => toProblems(issue, yaml, schema));
  if (parsed.success && yaml.problems.length === 0) return { ok: true, value: parsed.data };
  return { ok: false, problems: [...yaml.problems, ...problems] };
}

function toProblems(issue: z.core.$ZodIssue, yaml: YamlFile, schema: z.ZodType): ShopProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = knownFields(schema, issue.path, yaml.value);
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return problemAt(
        yaml,
        path,
        `unknown field "${key}"`,
        nearestName(key, known),
        yaml.positionOfKey(path),
      );
    });
  }
  if (issue.code === 'invalid_key') {
    const message = issue.issues[0]?.message ?? issue.message;
    return [problemAt(yaml, issue.path, message, undefined, yaml.positionOfKey(issue.path))];
  }
  const misnamed = misnamedDiscriminator(issue, yaml);
  if (misnamed !== undefined) return [misnamed];
  const given = valueAt(yaml.value, issue.path);
  const suggestion =
    typeof given === 'string' ? nearestName(given, allowedValues(issue, schema, yaml.value)) : undefined;
  return [problemAt(yaml, issue.path, issue.message, suggestion)];
}

/** Without its discriminator it is not known what else an object may hold, but the field that was meant is likely there. */
function misnamedDiscriminator(issue: z.core.$ZodIssue, yaml: YamlFile): ShopProblem | undefined {
  if (issue.code !== 'invalid_union' || valueAt(yaml.value, issue.path) !== undefined) return undefined;
  const holder = valueAt(yaml.value, issue.path.slice(0, -1));
  const name = String(issue.path.at(-1));
  const meant = nearestName(name, typeof holder === 'object' && holder !== null ? Object.keys(holder) : []);
  if (meant === undefined) return undefined;
  const path = [...issue.path.slice(0, -1), meant];
  return problemAt(yaml, path, `unknown field "${meant}"`, name, yaml.positionOfKey(path));
}

/** A problem at the value of `path`, or where it should be. */
export function problemAt(
  yaml: YamlFile,
  path: FieldPath,
  message: string,
  suggestion?: string,
  position = yaml.positionOf(path),
): ShopProblem {
  const where = { file: yaml.file, ...position, path: path.map(String).join('.') };
  return suggestion === undefined ? { ...where, message } : { ...where, message, suggestion };
}

function allowedValues(issue: z.core.$ZodIssue, schema: z.ZodType, value: unknown): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  return issue.code === 'invalid_union' ? discriminatorValues(schema, issue.path, value) : [];
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a group of fields',
  record: 'a group of fields',
  array: 'a list',
  tuple: 'a list',
};

function describe(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined && issue.code !== 'unrecognized_keys') {
    return `missing field "${String(issue.path?.at(-1) ?? '')}"`;
  }
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${NAMES[issue.expected] ?? issue.expected}, not ${shown(issue.input)}${quotesHint(issue)}`;
    case 'invalid_value':
      return `must be ${issue.values
        .map(String)
        .join(', ')
        .replace(/, ([^,]*)$/, ' or $1')}, not ${shown(issue.input)}`;
    case 'invalid_union':
      return describeUnion(issue);
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'string'
        ? `must have at least ${issue.minimum} ${issue.origin === 'array' ? 'entries' : 'characters'}`
        : `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}, not ${shown(issue.input)}`;
    case 'too_big':
      return issue.origin === 'array' || issue.origin === 'string'
        ? `must have at most ${issue.maximum} ${issue.origin === 'array' ? 'entries' : 'characters'}`
        : `must be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}, not ${shown(issue.input)}`;
    default:
      return undefined;
  }
}

/** YAML reads 618, true and the like as something other than text. */
const quotesHint = ({ expected, input }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType>): string =>
  expected === 'string' && (typeof input === 'number' || typeof input === 'boolean')
    ? `; put it in quotation marks`
    : '';

/** A union by discriminator is given the whole object; the path already ends in the discriminator. */
function describeUnion(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string {
  const { discriminator } = issue;
  const value = discriminator === undefined ? issue.input : valueAt(issue.input, [discriminator]);
  return value === undefined ? `missing field "${discriminator}"` : `${shown(value)} is not known here`;
}

function shown(input: unknown): string {
  if (typeof input === 'string') return JSON.stringify(input.length > 40 ? `${input.slice(0, 39)}…` : input);
  if (input === null) return 'empty';
  if (Array.isArray(input)) return 'a list';
  return typeof input === 'object' ? 'a group of fields' : String(input);
}
