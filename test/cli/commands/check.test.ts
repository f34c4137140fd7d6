import { describe, expect, it } from 'vitest';
import { expectRefusal } from '../../support/expect-refusal.ts';
import { runPerennial } from '../../support/run-perennial.ts';
import { copyShop } from '../../support/shop-copy.ts';

describe('perennial check', () => {
  it('passes the example shop', async () => {
    const run = await runPerennial(['check']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(
      /^shop: no problems\. \d+ segments, \d+ campaigns, \d+ templates, version [0-9a-f]{16}\.\n$/,
    );
    const { stdout } = await runPerennial(['check', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      valid: true,
      problems: [],
      version: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
  });

  it('lists all problems at once, each with its place and what was probably meant, and ends with 1', async () => {
    await using shop = await copyShop();
    await shop.edit('lifecycle.yaml', 'lapsedDays:', 'lapsdDays:');
    await shop.write(
      'campaigns/win-back.yaml',
      'trigger: { kind: enters, stage: lapsed }\naudience: teir == "mid"\nsteps: [{ kind: exit, name: out }]\n',
    );
    const run = await runPerennial(['check', '--shop', shop.directory]);
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(run.stdout.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/win-back\.yaml:2:11: unknown field "teir"; did you mean "tier"\?$/),
      expect.stringMatching(/lifecycle\.yaml:12:1: unknown field "lapsdDays"; did you mean "lapsedDays"\?$/),
    ]);
    const json = await runPerennial(['check', '--json', '--shop', shop.directory]);
    expect(json).toMatchObject({ code: 1, stderr: '' });
    expect(JSON.parse(json.stdout)).toMatchObject({
      valid: false,
      problems: [
        { line: 2, column: 11, path: 'audience', suggestion: 'tier' },
        { line: 12, column: 1, path: 'lapsdDays', suggestion: 'lapsedDays' },
      ],
    });
  });

  it('says so where there is no such folder', async () => {
    const run = await runPerennial(['check', '--shop', '/nowhere']);
    expect(run).toMatchObject({
      code: 1,
      stdout: '/nowhere:1:1: there is no such folder; give the folder that holds shop.yaml\n',
      stderr: '',
    });
  });

  it('is what simulate and start refuse a broken shop with', async () => {
    await using shop = await copyShop();
    await shop.edit('lifecycle.yaml', 'lapsedDays:', 'lapsdDays:');
    const args = ['simulate', '--orders', 'x.csv', '--shop', shop.directory];
    expectRefusal(await runPerennial(args), 1, /lifecycle\.yaml:12:1: unknown field "lapsdDays"/);
    const json = await runPerennial([...args, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      error: { code: 'SHOP.INVALID', problems: [{ line: 12, suggestion: 'lapsedDays' }] },
    });
  });
});
