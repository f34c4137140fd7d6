import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { addStacks, createApp } from './create-app.ts';
import { bundledCode, type FunctionCode, placeholderCode } from './function-code.ts';
import type { Settings } from './settings.ts';

const templateSchema = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).optional() }),
  ),
  Outputs: z.record(z.string(), z.looseObject({ Value: z.unknown() })).optional(),
});

/** A CloudFormation template as plain JSON. */
export type CloudFormationTemplate = z.infer<typeof templateSchema>;

export interface SynthesizeOptions {
  readonly settings: Settings;
  /** The real code with the compiled shop (JSON text) beside it, or a stand-in for where only the wiring is wanted. */
  readonly code: 'placeholder' | { readonly shopBundle: string };
  /** Names of the secrets that sign webhooks; none unless told. */
  readonly webhookSecrets?: readonly string[];
  /** Where the cloud assembly is written. Absent: a temporary folder, gone when this returns. */
  readonly outdir?: string;
  /** Fails on any finding of cdk-nag or CloudFormation validation. Takes seconds; false unless told. */
  readonly validate?: boolean;
}

const codeOf = (code: SynthesizeOptions['code'], folder: string): FunctionCode =>
  code === 'placeholder'
    ? placeholderCode
    : bundledCode({ outdir: path.join(folder, 'functions'), shopBundle: code.shopBundle });

/**
 * The templates of all stacks by stack name. Offline: nothing is looked up in an account. The handler of a function is
 * `NAME.handler` in either mode, where NAME is its file in `functions/`.
 */
export function synthesize(options: SynthesizeOptions): Readonly<Record<string, CloudFormationTemplate>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'perennial-synth-'));
  try {
    const app = createApp({
      validate: options.validate ?? false,
      outdir: options.outdir ?? path.join(folder, 'assembly'),
    });
    const { settings, webhookSecrets = [] } = options;
    addStacks(app, { settings, code: codeOf(options.code, folder), webhookSecrets });
    const { stacks } = app.synth();
    return Object.fromEntries(stacks.map((stack) => [stack.stackName, templateSchema.parse(stack.template)]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
