import { code, isSchema, type Schema, schemaWords } from './schema-words.ts';

/**
 * Markdown of a group of fields: a table with a row for each, then the same for the groups within it, each under its path,
 * such as `exit.on[].event`. What another heading tells of (by its path) is left out.
 */
export function fieldsTable(schema: Schema, elsewhere: readonly string[] = [], path = ''): string {
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
    isSchema(field) ? [{ name, field, path: path === '' ? name : `${path}.${name}` }] : [],
  );
  const rows = fields.map(({ name, field }) => {
    const isNeeded = schema.required?.includes(name) === true;
    return `| ${code(name)}${isNeeded ? ' *' : ''} | ${schemaWords(field)} | ${inCell(meaningOf(field))} |`;
  });
  const table = ['| Field | What | Meaning |', '|---|---|---|', ...rows].join('\n');
  const inner = fields
    .filter((field) => !elsewhere.includes(field.path))
    .flatMap(({ field, path: at }) => groupsIn(field, at))
    .map(({ group, path: at }) => `${code(at)}:\n\n${fieldsTable(group, elsewhere, at)}`);
  return [table, ...inner].join('\n\n');
}

/** The groups of fields that a field is, is a list of, or may be. */
function groupsIn(field: Schema, path: string): readonly { readonly group: Schema; readonly path: string }[] {
  if (field.properties !== undefined) return [{ group: field, path }];
  if (isSchema(field.items)) return groupsIn(field.items, `${path}[]`);
  return (field.anyOf ?? []).flatMap((choice) => (isSchema(choice) ? groupsIn(choice, path) : []));
}

function meaningOf({ description = '', default: usual }: Schema): string {
  const isEmpty = usual === undefined || (typeof usual === 'object' && Object.keys(usual ?? {}).length === 0);
  // What lacks is told already where a description says so.
  if (isEmpty || description.includes('Absent:')) return description;
  return `${description} Default: ${code(usual)}.`;
}

const inCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
