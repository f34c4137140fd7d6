import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { PerennialError } from '../../shared/perennial-error.ts';
import { parseSettings, type Settings, stageSchema } from './settings.ts';

/** The file of settings that a deployment reads unless it is told another, beside `cdk.json`. */
export const SETTINGS_FILE = 'perennial.config.json';

/** Settings to copy from, for a domain that nobody can own; synthesis and the local runtime use it as it is. */
export const EXAMPLE_SETTINGS_FILE = fileURLToPath(new URL('settings.example.json', import.meta.url));

const fileSchema = z.record(z.string(), z.record(z.string(), z.unknown()));

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new PerennialError('AWS.SETTINGS', {
      message: `The settings file ${file} cannot be read. Copy infra/aws/settings.example.json to ${SETTINGS_FILE} and put your own domain and sender address in it.`,
      cause,
    });
  }
};

const parseJson = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'not JSON';
    throw new PerennialError('AWS.SETTINGS', {
      message: `${file} is not JSON: ${reason}. Mend it there.`,
      cause,
    });
  }
};

/**
 * Settings of one stage out of a JSON file that holds an object of settings under the name of each stage.
 * Throws `AWS.SETTINGS` where the file, the stage or a setting is missing or bad.
 */
export function readSettings(options: { readonly file: string; readonly stage: string }): Settings {
  const { file, stage } = options;
  if (!stageSchema.safeParse(stage).success) {
    throw new PerennialError('AWS.SETTINGS', {
      message: `There is no stage "${stage}". Choose one of ${stageSchema.options.join(', ')} with -c stage=NAME.`,
    });
  }
  const parsed = fileSchema.safeParse(parseJson(readText(file), file));
  if (!parsed.success) {
    throw new PerennialError('AWS.SETTINGS', {
      message: `${file} must hold one object of settings for each stage, like {"dev": {"domain": ...}}.`,
    });
  }
  const ofStage = parsed.data[stage];
  if (ofStage === undefined) {
    const known = Object.keys(parsed.data).join(', ') || 'none';
    throw new PerennialError('AWS.SETTINGS', {
      message: `${file} has no settings for the stage "${stage}" (it has: ${known}). Add them under "${stage}", or choose another (cdk: -c stage=NAME; perennial doctor: --stage NAME).`,
    });
  }
  return parseSettings({ ...ofStage, stage }, `The settings of "${stage}" in ${file}`);
}
