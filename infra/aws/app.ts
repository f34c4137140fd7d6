import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { loadShop } from '../../shared/config/load-shop.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import { addStacks, createApp } from './create-app.ts';
import { bundledCode } from './function-code.ts';
import { readSettings, SETTINGS_FILE } from './read-settings.ts';

/** A value of the CDK context (`-c name=value`), or what stands where none is given. */
const contextValue = (app: App, name: string, otherwise: string): string =>
  z.string().default(otherwise).parse(app.node.tryGetContext(name));

/**
 * The app that `cdk.json` starts. Context: `stage` (dev), `config` (the settings file), `shop` (the marketer's folder).
 */
async function main(): Promise<void> {
  const app = createApp({ validate: true });
  const settings = readSettings({
    file: contextValue(app, 'config', SETTINGS_FILE),
    stage: contextValue(app, 'stage', 'dev'),
  });
  const shop = await loadShop(contextValue(app, 'shop', 'shop'));
  const outdir = mkdtempSync(path.join(tmpdir(), 'perennial-bundle-'));
  try {
    addStacks(app, {
      settings,
      code: bundledCode({ outdir, shopBundle: JSON.stringify(shop) }),
      webhookSecrets: (shop.rules.endpoints ?? []).map(({ secret }) => secret),
    });
    app.synth();
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  // A mistake in the settings or the shop's files is the user's to mend: they need no stack trace.
  if (!(error instanceof PerennialError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n`);
  process.exit(1);
}
