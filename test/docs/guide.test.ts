import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONDITION_VARIABLES } from '../../shared/domain/condition/condition-variables.ts';
import { ROOT, runPerennial } from '../support/run-perennial.ts';

/** CEL types in the words of the guide. */
const TYPE_WORDS = {
  string: 'text',
  int: 'whole number',
  double: 'number',
  bool: 'yes or no',
  'list<string>': 'list of texts',
  'map<string, double>': 'number by name',
  'map<string, dyn>': 'anything by name',
} as const;

/** The cells of each row of the first Markdown table after a line. */
function tableAfter(text: string, line: string): string[][] {
  const [, after = ''] = text.split(`${line}\n`);
  const rows = /(?:^\|.*\n)+/m.exec(after)?.[0].trim().split('\n') ?? [];
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe('the guide', () => {
  it('names every variable of a condition, with its type, meaning and values', () => {
    const guide = readFileSync(join(ROOT, 'docs/guide.md'), 'utf8');
    const expected = Object.entries(CONDITION_VARIABLES).map(([name, { type, description, values }]) => [
      `\`${name}\``,
      TYPE_WORDS[type],
      values === undefined ? description : `${description}: ${values.join(', ')}`,
    ]);
    expect(tableAfter(guide, '### What a condition may ask')).toEqual(expected);
  });
});

describe('the README', () => {
  it('lists every command, and none that is not there', async () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const listed = [...readme.matchAll(/^\| `npx perennial (\w+)/gm)].map(([, name]) => name);
    const { stdout } = await runPerennial(['--help']);
    const [, commands = ''] = stdout.split('Commands:\n');
    const there = [...commands.matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name);
    expect(there).toContain('explain');
    expect(new Set(listed)).toEqual(new Set(there.filter((name) => name !== 'help')));
  });
});
