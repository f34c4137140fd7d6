import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';

/** Name of the compiled shop beside a bundled function; `SHOP_BUNDLE` is this against `LAMBDA_TASK_ROOT`. */
export const SHOP_BUNDLE_FILE = 'shop.json';

/** Some CommonJS dependencies call `require` for Node's own modules, which an ES module does not have. */
const REQUIRE_BANNER =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/**
 * What a dependency asks for only where it is told to write a format that nothing here writes, and does not bring along:
 * @datadog/sketches-js its sketches as protocol buffers.
 */
const NEVER_LOADED = ['protobufjs/minimal'];

interface BundleOptions {
  readonly name: string;
  /** The function's TypeScript file; it exports `handler`. */
  readonly entry: string;
  /** Folder to make the function's own folder in. */
  readonly outdir: string;
  /** The compiled shop, as JSON text. Absent: the function reads none. */
  readonly shopBundle?: string;
}

/**
 * Bundles one function with all that it imports (the SDK too: the runtime's own copy changes under a deployed
 * function) into one minified ES module with a source map. Returns its folder: `NAME.mjs`, `NAME.mjs.map` and
 * perhaps `shop.json`. Throws esbuild's error where the file does not compile.
 */
export function bundleFunction(options: BundleOptions): string {
  const folder = path.join(options.outdir, options.name);
  mkdirSync(folder, { recursive: true });
  buildSync({
    entryPoints: [options.entry],
    outfile: path.join(folder, `${options.name}.mjs`),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    banner: { js: REQUIRE_BANNER },
    external: NEVER_LOADED,
    logLevel: 'silent',
  });
  if (options.shopBundle !== undefined) {
    writeFileSync(path.join(folder, SHOP_BUNDLE_FILE), options.shopBundle);
  }
  return folder;
}
