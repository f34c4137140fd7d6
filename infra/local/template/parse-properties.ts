import * as z from 'zod';
import { templateError } from './template-error.ts';
import type { PlacedResource, TemplateResolver } from './template-resolver.ts';

/** CloudFormation writes numbers and booleans as such or as texts. */
export const templateInteger = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);
export const templateBoolean = z.union([
  z.boolean(),
  z.enum(['true', 'false']).transform((text) => text === 'true'),
]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Leaves out what the schema does not name, before anything is resolved: the runtime needs no role, so it need not know one. */
function keepNamed(schema: unknown, value: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return keepNamed(schema.unwrap(), value);
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((element) => keepNamed(schema.element, element));
  }
  if (!(schema instanceof z.ZodObject) || !isRecord(value)) return value;
  const shape: Readonly<Record<string, unknown>> = schema.shape;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name in shape || name === 'Ref' || name.startsWith('Fn::'))
      .map(([name, inner]) => [name, keepNamed(shape[name], inner)]),
  );
}

/** Resolves and parses those properties of a resource that the schema names, and no others. Throws `LOCAL.TEMPLATE`. */
export function parseProperties<Shape extends z.ZodRawShape>(
  resolver: TemplateResolver,
  resource: PlacedResource,
  schema: z.ZodObject<Shape>,
): z.output<z.ZodObject<Shape>> {
  const resolved = Object.fromEntries(
    Object.entries(schema.shape)
      .map(([name, inner]) => {
        const value = keepNamed(inner, resource.properties[name]);
        return [name, resolver.resolve(resource, name, value)] as const;
      })
      .filter(([, value]) => value !== undefined),
  );
  const parsed = schema.safeParse(resolved);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = {
    stack: resource.stack,
    logicalId: resource.logicalId,
    property: issue?.path.join('.') ?? '',
  };
  throw templateError(
    place,
    `${issue?.message ?? 'not understood'} (the local runtime reads ${resource.type}).`,
  );
}
