import { describe, expect, it } from 'vitest';
import { expectRefusal } from '../support/expect-refusal.ts';
import { runPerennial } from '../support/run-perennial.ts';

const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  check: ['--shop', '--json'],
  simulate: ['--orders', '--shop', '--json', '--format', '--until', '--strict', '--no-assume-consent'],
  start: ['--orders', '--shop', '--data', '--port', '--speed', '--wire', '--exit', '--json', '--until'],
  customer: ['--data', '--json'],
  schemas: ['--out', '--json'],
  doctor: ['--shop', '--data', '--port', '--json'],
};

describe('perennial', () => {
  it('lists its commands with --help', async () => {
    const run = await runPerennial(['--help']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    for (const command of Object.keys(OPTIONS)) expect(run.stdout).toContain(`\n  ${command} [options]`);
  });

  it.each(Object.entries(OPTIONS))('explains %s with --help', async (command, options) => {
    const run = await runPerennial([command, '--help']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain(`Usage: perennial ${command} [options]`);
    for (const option of options) expect(run.stdout).toContain(` ${option}`);
    expect(run.stdout).not.toContain('--chaos');
  });

  it('shows its help and ends with 2 where no command is given', async () => {
    expectRefusal(await runPerennial([]), 2, /^Usage: perennial/);
  });

  it.each([
    [['frobnicate'], /unknown command 'frobnicate'/],
    [['check', '--frobnicate'], /unknown option '--frobnicate'/],
    [['check', 'extra'], /too many arguments/],
    [['simulate'], /required option '--orders <file>' not specified/],
    [['customer'], /missing required argument 'id'/],
    [['simulate', '--orders', 'x', '--format', 'pdf'], /Allowed choices are csv, shopify/],
    [['simulate', '--orders', 'x', '--until', 'tomorrow'], /Give a date such as 1998-06-30/],
    [['start', '--speed', 'slow'], /Allowed choices are max, real/],
    [['start', '--port', 'abc'], /Give a number from 0/],
    [['doctor', '--port', '99999'], /Give a number from 0/],
  ])('ends with 2 at the command line %j, and says how to write it', async (args, why) => {
    expectRefusal(await runPerennial(args), 2, why);
  });
});
