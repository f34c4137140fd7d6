import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';

/** One file of the page, ready to be sent in whichever coding the browser takes. */
export interface PageFile {
  readonly contentType: string;
  readonly etag: string;
  readonly identity: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer>;
  readonly br: Uint8Array<ArrayBuffer>;
}

/** The page, built. */
export interface BuiltConsole {
  readonly shell: PageFile;
  /** By file name; each name holds the hash of its contents, so that a browser may keep it for ever. */
  readonly assets: ReadonlyMap<string, PageFile>;
}

const CONSOLE = fileURLToPath(new URL('../../../console/', import.meta.url));

let built: Promise<BuiltConsole> | undefined;

/** Bundles `console/` in memory, once per process. Rejects with esbuild's own message where the sources are broken. */
export function buildConsole(): Promise<BuiltConsole> {
  built ??= bundle();
  return built;
}

async function bundle(): Promise<BuiltConsole> {
  const [{ outputFiles }, template, icon] = await Promise.all([
    build({
      entryPoints: { main: `${CONSOLE}main.tsx` },
      outdir: '/',
      write: false,
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      legalComments: 'none',
      logLevel: 'silent',
    }),
    readFile(`${CONSOLE}index.html`, 'utf8'),
    readFile(`${CONSOLE}icon.svg`),
  ]);
  const bundled = (ending: string): Uint8Array =>
    outputFiles.find(({ path }) => path.endsWith(ending))?.contents ?? new Uint8Array();

  const [script, style, image] = await Promise.all([
    pageFile(bundled('.js'), 'text/javascript; charset=utf-8'),
    pageFile(bundled('.css'), 'text/css; charset=utf-8'),
    pageFile(icon, 'image/svg+xml'),
  ]);
  const names = {
    script: `main.${hashIn(script)}.js`,
    style: `main.${hashIn(style)}.css`,
    icon: `icon.${hashIn(image)}.svg`,
  };
  const html = template
    .replace('%SCRIPT%', `/assets/${names.script}`)
    .replace('%STYLE%', `/assets/${names.style}`)
    .replace('%ICON%', `/assets/${names.icon}`);
  return {
    shell: await pageFile(Buffer.from(html), 'text/html; charset=utf-8'),
    assets: new Map([
      [names.script, script],
      [names.style, style],
      [names.icon, image],
    ]),
  };
}

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

// Brotli at its best takes ten times as long as at 9 for 3 % fewer bytes, and the page is built at every start.
const BROTLI_QUALITY = 9;

async function pageFile(content: Uint8Array, contentType: string): Promise<PageFile> {
  const [gzipped, brotli] = await Promise.all([
    compressGzip(content, { level: 9 }),
    compressBrotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  ]);
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 12);
  return {
    contentType,
    etag: `"${hash}"`,
    identity: Uint8Array.from(content),
    gzip: Uint8Array.from(gzipped),
    br: Uint8Array.from(brotli),
  };
}

const hashIn = (file: PageFile): string => file.etag.slice(1, -1);
