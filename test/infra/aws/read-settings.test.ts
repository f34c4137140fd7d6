import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLE_SETTINGS_FILE, readSettings } from '../../../infra/aws/read-settings.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'perennial-settings-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const fileWith = (text: string): string => {
  const file = path.join(folder, 'settings.json');
  writeFileSync(file, text);
  return file;
};

describe('the settings file', () => {
  it('gives the settings of the stage that is asked for', () => {
    expect(readSettings({ file: EXAMPLE_SETTINGS_FILE, stage: 'prod' })).toMatchObject({
      stage: 'prod',
      logRetentionDays: 90,
    });
  });

  it('that is absent is answered with what to copy', () => {
    expect(() => readSettings({ file: path.join(folder, 'none.json'), stage: 'dev' })).toThrow(
      /none\.json cannot be read\. Copy infra\/aws\/settings\.example\.json to perennial\.config\.json/,
    );
  });

  it('that is not JSON is answered with the place', () => {
    expect(() => readSettings({ file: fileWith('{"dev": {,}}'), stage: 'dev' })).toThrow(
      /is not JSON: .*position 9/,
    );
  });

  it('that holds no stages is answered with the form', () => {
    expect(() => readSettings({ file: fileWith('{"domain": "shop.example"}'), stage: 'dev' })).toThrow(
      /must hold one object of settings for each stage/,
    );
  });

  it('without the stage is answered with the stages that it has', () => {
    expect(() => readSettings({ file: EXAMPLE_SETTINGS_FILE, stage: 'staging' })).toThrow(
      /no settings for the stage "staging" \(it has: dev, prod\)/,
    );
  });

  it('is not asked for a stage outside the closed set', () => {
    expect(() => readSettings({ file: EXAMPLE_SETTINGS_FILE, stage: 'qa' })).toThrow(
      'There is no stage "qa". Choose one of dev, staging, prod with -c stage=NAME.',
    );
  });

  it('with a bad setting is named with the stage in the message', () => {
    expect(() => readSettings({ file: fileWith('{"dev": {}}'), stage: 'dev' })).toThrow(
      /The settings of "dev" in .*settings\.json cannot be used:\n {2}domain: /,
    );
  });

  it('cannot call a stage by another’s name', () => {
    const text = '{"prod": {"stage": "dev", "domain": "shop.example", "senderAddress": "a@shop.example"}}';
    expect(readSettings({ file: fileWith(text), stage: 'prod' }).stage).toBe('prod');
  });
});
