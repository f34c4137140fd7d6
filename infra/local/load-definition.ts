import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FunctionDefinition } from '../../shared/aws/lambda/define-function.ts';
import { PerennialError } from '../../shared/perennial-error.ts';

const isDefinition = (value: unknown): value is FunctionDefinition =>
  typeof value === 'object' &&
  value !== null &&
  'environment' in value &&
  'wire' in value &&
  typeof value.wire === 'function';

/** A loader of the `definition` that `DIRECTORY/FILE.ts` exports. It throws `LOCAL.FUNCTION` where there is none. */
export function createDefinitionLoader(directory: string): (file: string) => Promise<FunctionDefinition> {
  return async (file) => {
    const path = join(directory, `${file}.ts`);
    if (!existsSync(path)) {
      throw new PerennialError('LOCAL.FUNCTION', {
        message: `The template has the handler ${file}.handler, but there is no file ${path}.`,
      });
    }
    const module: Record<string, unknown> = await import(pathToFileURL(path).href);
    if (isDefinition(module.definition)) return module.definition;
    throw new PerennialError('LOCAL.FUNCTION', {
      message: `${path} does not export a "definition" made by defineFunction.`,
    });
  };
}
