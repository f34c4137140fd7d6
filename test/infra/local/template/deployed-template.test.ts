import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { realTopology } from '../support/real-topology.ts';

describe('the templates that would be deployed', () => {
  const topology = realTopology();

  it('are understood, each function with a file of its own', () => {
    const functions = resolve(import.meta.dirname, '../../../../functions');
    expect(topology.functions.length).toBeGreaterThan(0);
    for (const { file } of topology.functions) expect(existsSync(`${functions}/${file}.ts`), file).toBe(true);
  });

  it('lead every event of a shop to a queue that a function reads', () => {
    const read = topology.mappings.flatMap((mapping) => (mapping.kind === 'queue' ? [mapping.queueArn] : []));
    const targets = topology.rules.flatMap((rule) => rule.targets.map(({ queueArn }) => queueArn));
    expect(targets.length).toBeGreaterThan(0);
    expect(read).toEqual(expect.arrayContaining(targets));
  });

  it('sweep every minute, and take events over HTTP', () => {
    expect(topology.schedules.map(({ expression }) => expression)).toContain('rate(1 minute)');
    expect(topology.routes.map(({ routeKey }) => routeKey)).toContain('POST /events');
  });
});
