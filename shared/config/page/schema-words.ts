import type { JsonSchema } from '../json-schemas.ts';

/** JSON Schema of a field, with what it refers to put in its place. */
export type Schema = JsonSchema;

/** What a value may be, for a table: `whole number, 1 to 90`. Groups of fields are only named as such. */
export function schemaWords(schema: Schema): string {
  if (schema.title !== undefined) return schema.title;
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(code).join(', ');
  if (schema.$ref !== undefined) return 'step';
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return [...new Set(choices.map((choice) => wordsOf(choice)))].join(' or ');
  switch (schema.type) {
    case 'string':
      return schema.pattern === SLUG ? 'name' : 'text';
    case 'integer':
      return `whole number${rangeWords(schema)}`;
    case 'number':
      return `number${rangeWords(schema)}`;
    case 'boolean':
      return 'true or false';
    case 'null':
      return '`null`';
    case 'array':
      return `list of ${pluralWords(schema.items)}`;
    default:
      return schema.properties === undefined ? `${wordsOf(schema.additionalProperties)} by name` : 'fields';
  }
}

const SLUG = '^[a-z0-9]+(-[a-z0-9]+)*$';

const wordsOf = (schema: unknown): string => (isSchema(schema) ? schemaWords(schema) : 'anything');

/** Whether it is one schema, and not the list of those of a tuple. */
export const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The plain words take an s, those of a choice are in brackets. */
function pluralWords(items: unknown): string {
  if (!isSchema(items)) return 'anything';
  const words = schemaWords(items);
  if (words === 'fields') return 'groups of fields';
  return /^[a-z ]+$/.test(words) ? `${words}s` : `(${words})`;
}

function rangeWords({ minimum, exclusiveMinimum, maximum }: Schema): string {
  const least = exclusiveMinimum === undefined ? minimum : `more than ${exclusiveMinimum}`;
  return least === undefined || maximum === undefined ? '' : `, ${least} to ${maximum}`;
}

export const code = (value: unknown): string =>
  `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
