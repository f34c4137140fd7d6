import { describe, expect, it } from 'vitest';
import { openShards, threadsFor } from '../../../cli/simulation/open-shards.ts';
import { compileRules } from '../../../shared/domain/compiled-rules.ts';
import { day } from '../../support/inputs.ts';
import { campaign, plainRulesWith } from '../../support/rules.ts';

const setup = { rules: plainRulesWith(), templates: {}, logsMessages: false };

const compiled = compileRules(setup.rules);

describe('threads of a run', () => {
  it('are not worth while for a small file', () => {
    expect(threadsFor(999_999)).toBe(1);
    expect(threadsFor(1_000_000)).toBeGreaterThanOrEqual(1);
    expect(threadsFor(1_000_000_000)).toBeLessThanOrEqual(8);
  });

  it('tell what stops them, at once and whenever they are asked again', async () => {
    const broken = plainRulesWith({ campaigns: [campaign({ audience: 'ordesr > 1' })] });
    using opened = openShards({ ...setup, rules: broken }, compiled, 2);
    const [shard] = opened.shards;
    await expect(shard?.accept([])).rejects.toThrow(/ordesr/);
    await expect(shard?.finish(day(1))).rejects.toThrow(/ordesr/);
  });

  it('are gone when the run is over', async () => {
    const opened = openShards(setup, compiled, 2);
    const [shard] = opened.shards;
    await shard?.accept([]);
    opened[Symbol.dispose]();
    await expect(shard?.finish(day(1))).rejects.toThrow('The thread of a shard has ended.');
  });
});
