import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { bundleFunction, SHOP_BUNDLE_FILE } from '../../../infra/aws/bundle-function.ts';

let outdir = '';
beforeAll(() => {
  outdir = mkdtempSync(path.join(tmpdir(), 'perennial-bundle-'));
});
afterAll(() => {
  rmSync(outdir, { recursive: true });
});

const source = (text: string): string => {
  const file = path.join(outdir, 'source.ts');
  writeFileSync(file, text);
  return file;
};

const moduleSchema = z.object({
  handler: z.function({ input: [z.string()], output: z.promise(z.string()) }),
});

describe('a bundled function', () => {
  it('is one ES module that Lambda can import, with its dependencies in it', async () => {
    const entry = source(`
      import { PerennialError } from '${path.resolve('shared/perennial-error.ts')}';
      export const handler = async (name: string): Promise<string> => new PerennialError('TEST.' + name, { message: '' }).code;
    `);
    const folder = bundleFunction({ name: 'greet', entry, outdir });
    const bundled = moduleSchema.parse(await import(pathToFileURL(path.join(folder, 'greet.mjs')).href));
    expect(await bundled.handler('GREETING')).toBe('TEST.GREETING');
  });

  it('can use a CommonJS dependency that requires a module of Node', async () => {
    writeFileSync(path.join(outdir, 'old.cjs'), "module.exports = require('os').EOL;");
    const entry = source("import eol from './old.cjs'; export const handler = async () => eol;");
    const folder = bundleFunction({ name: 'old', entry, outdir });
    const bundled = moduleSchema.parse(await import(pathToFileURL(path.join(folder, 'old.mjs')).href));
    expect(await bundled.handler('')).toMatch(/\n$/);
  });

  it.each(['calibrate', 'recheck'])(
    'is made of the real %s, and lacks nothing when it is imported',
    async (name) => {
      const folder = bundleFunction({ name, entry: path.resolve(`functions/${name}.ts`), outdir });
      const bundled = z
        .object({ definition: z.object({ wire: z.instanceof(Function) }) })
        .parse(await import(pathToFileURL(path.join(folder, `${name}.mjs`)).href));
      expect(bundled.definition.wire).toBeTypeOf('function');
    },
  );

  it('comes with a source map that holds no source', () => {
    const folder = bundleFunction({ name: 'map', entry: source('export const handler = 1;'), outdir });
    const map = readFileSync(path.join(folder, 'map.mjs.map'), 'utf8');
    expect(z.looseObject({ mappings: z.string() }).parse(JSON.parse(map))).not.toHaveProperty(
      'sourcesContent',
    );
  });

  it('has the compiled shop beside it where it reads one', () => {
    const entry = source('export const handler = 1;');
    const folder = bundleFunction({ name: 'shop', entry, outdir, shopBundle: '{"rules":{}}' });
    expect(readFileSync(path.join(folder, SHOP_BUNDLE_FILE), 'utf8')).toBe('{"rules":{}}');
  });

  it('is not made where the source does not compile', () => {
    expect(() => bundleFunction({ name: 'bad', entry: source('export const = 1'), outdir })).toThrow(
      /source\.ts:1/,
    );
  });
});
