import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonSchemas, SCHEMA_FOLDER } from '../../../shared/config/json-schemas.ts';
import { valueAt } from '../../../shared/config/known-fields.ts';

type Schema = { readonly [key: string]: unknown };

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

/** Paths of all properties that no description explains. */
function undescribed(schema: unknown, path = ''): string[] {
  if (!isSchema(schema)) return [];
  const properties = isSchema(schema.properties) ? Object.entries(schema.properties) : [];
  const missing = properties.flatMap(([name, property]) => [
    ...(isSchema(property) && typeof property.description === 'string' ? [] : [`${path}.${name}`]),
  ]);
  const inner = Object.entries(schema).flatMap(([key, value]) => undescribed(value, `${path}.${key}`));
  return [...missing, ...inner];
}

describe('jsonSchemas', () => {
  it.each(Object.entries(jsonSchemas()))('explains every field of %s', (_name, schema) => {
    expect(schema).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: expect.any(String),
    });
    expect(undescribed(schema)).toEqual([]);
  });

  it('wants what the loader wants and offers what it offers', () => {
    const { campaign, lifecycle } = jsonSchemas();
    expect(campaign).toMatchObject({
      required: ['trigger', 'steps'],
      additionalProperties: false,
    });
    expect(JSON.stringify(campaign)).toContain('"won-back"');
    expect(lifecycle).toMatchObject({ properties: { atRiskDays: { default: 90, type: 'integer' } } });
  });

  it('lets steps hold steps', () => {
    const { campaign } = jsonSchemas();
    expect(campaign).toMatchObject({ properties: { steps: { items: { $ref: '#/definitions/step' } } } });
    expect(valueAt(campaign, ['definitions', 'step', 'oneOf', 2, 'properties'])).toMatchObject({
      kind: { const: 'branch' },
      otherwise: { items: { $ref: '#/definitions/step' } },
    });
  });

  it('has the schema that each file of the example shop points its editor to', async () => {
    const names = Object.keys(jsonSchemas());
    const files = (await readdir('shop', { recursive: true })).filter((file) => file.endsWith('.yaml'));
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const [first = ''] = (await readFile(join('shop', file), 'utf8')).split('\n');
      const pointer = /^# yaml-language-server: \$schema=(.+)$/.exec(first)?.[1] ?? '';
      const target = join('shop', file, '..', pointer);
      expect(names.map((name) => join('shop', SCHEMA_FOLDER, `${name}.json`))).toContain(target);
    }
  });
});
