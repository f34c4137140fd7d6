import { fileURLToPath } from 'node:url';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { bundleFunction } from './bundle-function.ts';
import type { FunctionName } from './function-name.ts';

/** Where the functions' code comes from. */
export interface FunctionCode {
  of(name: FunctionName, options: { readonly readsShop: boolean }): Code;
}

/** Stands for the code where only the wiring is wanted: quick, and never deployed. */
export const placeholderCode: FunctionCode = {
  of: (name) => Code.fromInline(`throw new Error('${name} is a placeholder, made for its wiring alone');`),
};

/** The real code, bundled into `outdir`, which may go once the stacks are made (CDK stages its own copy). */
export const bundledCode = (options: {
  readonly outdir: string;
  readonly shopBundle: string;
}): FunctionCode => ({
  of: (name, { readsShop }) =>
    Code.fromAsset(
      bundleFunction({
        name,
        entry: fileURLToPath(new URL(`../../functions/${name}.ts`, import.meta.url)),
        outdir: options.outdir,
        ...(readsShop && { shopBundle: options.shopBundle }),
      }),
    ),
});
