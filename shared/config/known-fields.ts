import * as z from 'zod';
import type { FieldPath } from './yaml-file.ts';

/** The fields that a schema knows at a path of a value; empty where it is open or not an object. */
export function knownFields(schema: unknown, path: FieldPath, value: unknown): readonly string[] {
  const current = schemaAt(schema, path, value);
  return current instanceof z.ZodObject ? Object.keys(current.shape) : [];
}

/** The names that the discriminator at a path of a value may have; empty where there is none. */
export function discriminatorValues(schema: unknown, path: FieldPath, value: unknown): readonly string[] {
  const [holder, last] = [path.slice(0, -2), path.at(-2)];
  const union = unwrap(last === undefined ? schema : childOf(schemaAt(schema, holder, value), last));
  if (!(union instanceof z.ZodDiscriminatedUnion)) return [];
  return union.options.flatMap((option) => {
    const literal = childOf(option, path.at(-1) ?? '');
    return literal instanceof z.ZodLiteral ? [...literal.values].map(String) : [];
  });
}

/** The schema of what stands at a path of a value. */
function schemaAt(schema: unknown, path: FieldPath, value: unknown): unknown {
  let current = resolve(schema, value);
  let inner = value;
  for (const segment of path) {
    inner = fieldOf(inner, segment);
    current = resolve(childOf(current, segment), inner);
  }
  return current;
}

/** Takes off what wraps a schema, and takes the member of a union that the value's discriminator names. */
function resolve(wrapped: unknown, value: unknown): unknown {
  const schema = unwrap(wrapped);
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return schema;
  const { discriminator } = schema.def;
  const named = fieldOf(value, discriminator);
  return schema.options.find(
    (option) => option instanceof z.ZodObject && option.shape[discriminator]?.safeParse(named).success,
  );
}

function unwrap(schema: unknown): unknown {
  const isWrapper =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodLazy;
  return isWrapper ? unwrap(schema.unwrap()) : schema;
}

function childOf(schema: unknown, segment: PropertyKey): unknown {
  if (schema instanceof z.ZodObject) return schema.shape[String(segment)];
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return undefined;
}

/** The value at a path of plain data; undefined where there is none. */
export const valueAt = (value: unknown, path: FieldPath): unknown => path.reduce(fieldOf, value);

const fieldOf = (value: unknown, segment: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, segment) : undefined;
