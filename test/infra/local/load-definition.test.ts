import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDefinitionLoader } from '../../../infra/local/load-definition.ts';

describe('loading a function', () => {
  it('takes the definition that its file exports', async () => {
    const load = createDefinitionLoader(resolve(import.meta.dirname, '../../../functions'));
    expect(await load('sweep')).toMatchObject({ wire: expect.any(Function) });
  });

  it('says which file is missing', async () => {
    const load = createDefinitionLoader(import.meta.dirname);
    await expect(load('nobody')).rejects.toMatchObject({
      code: 'LOCAL.FUNCTION',
      message: expect.stringContaining('nobody.ts'),
    });
  });

  it('says so where the file exports none', async () => {
    const load = createDefinitionLoader(resolve(import.meta.dirname, '../../../shared'));
    await expect(load('perennial-error')).rejects.toMatchObject({
      code: 'LOCAL.FUNCTION',
      message: expect.stringContaining('definition'),
    });
  });
});
