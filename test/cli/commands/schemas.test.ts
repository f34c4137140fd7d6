import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/data-folder.ts';
import { expectRefusal } from '../../support/expect-refusal.ts';
import { ROOT, runPerennial } from '../../support/run-perennial.ts';

describe('perennial schemas', () => {
  it('writes one JSON Schema for each kind of file and for events, as --json prints them', async () => {
    using folder = temporaryFolder();
    const out = join(folder.path, 'a', 'b');
    const run = await runPerennial(['schemas', '--out', out]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const json = await runPerennial(['schemas', '--json']);
    const schemas: Record<string, unknown> = JSON.parse(json.stdout);
    expect(Object.keys(schemas)).toEqual(expect.arrayContaining(['shop', 'campaign', 'sending', 'event']));
    expect(readdirSync(out).sort()).toEqual(
      Object.keys(schemas)
        .map((name) => `${name}.json`)
        .sort(),
    );
    for (const [name, schema] of Object.entries(schemas)) {
      expect(JSON.parse(readFileSync(join(out, `${name}.json`), 'utf8'))).toEqual(schema);
      expect(schema).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#' });
      expect(run.stdout).toContain(join(out, `${name}.json`));
    }
  });

  it('writes the reference of campaign files, which the documentation has as it is now', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'docs', 'campaign-files.md');
    const run = await runPerennial(['schemas', '--docs', file]);
    expect(run).toMatchObject({ code: 0, stderr: '', stdout: `Written:\n  campaign files  ${file}\n` });
    // Where this fails: npx perennial schemas --docs docs/campaign-files.md
    expect(readFileSync(join(ROOT, 'docs/campaign-files.md'), 'utf8')).toBe(readFileSync(file, 'utf8'));
  });

  it('says so where the reference cannot be written', async () => {
    expectRefusal(
      await runPerennial(['schemas', '--docs', 'shop']),
      1,
      /The file shop cannot be written.*--docs/,
    );
  });

  it('says so where the folder cannot be made', async () => {
    expectRefusal(
      await runPerennial(['schemas', '--out', 'package.json']),
      1,
      /package\.json cannot be made.*--out/,
    );
  });
});
