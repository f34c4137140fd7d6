import * as z from 'zod';
import type { FunctionResource } from './local-topology.ts';
import { parseProperties, templateInteger } from './parse-properties.ts';
import type { PlacedResource, TemplateResolver } from './template-resolver.ts';

const functionSchema = z.object({
  Handler: z.string().regex(/^[a-z0-9-]+\.handler$/, 'the handler is NAME.handler of functions/NAME.ts'),
  Timeout: templateInteger.default(3),
  MemorySize: templateInteger.default(128),
  Environment: z
    .object({ Variables: z.record(z.string(), z.coerce.string<string | number | boolean>()).default({}) })
    .optional(),
});

/** Reads a function: the file that it runs, and its environment with all references resolved. */
export function readFunction(resolver: TemplateResolver, resource: PlacedResource): FunctionResource {
  const parsed = parseProperties(resolver, resource, functionSchema);
  return {
    name: resolver.physicalName(resource),
    arn: resolver.identity(resource).attributes.Arn ?? '',
    file: parsed.Handler.slice(0, -'.handler'.length),
    environment: parsed.Environment?.Variables ?? {},
    timeoutSeconds: parsed.Timeout,
    memoryMegabytes: parsed.MemorySize,
  };
}
