import { execFile } from 'node:child_process';
import { access, constants, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import { checkShop } from '../../shared/config/load-shop.ts';
import { parsePort } from '../parse-port.ts';
import { printResult } from '../print-result.ts';

interface Finding {
  readonly name: string;
  /** missing: something works less; broken: `npm start` does not work. */
  readonly status: 'ok' | 'missing' | 'broken';
  readonly detail: string;
}

interface DoctorOptions {
  readonly shop: string;
  readonly data: string;
  readonly port: number;
  readonly json?: boolean;
}

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('say what this machine lacks, and what for')
    .option('--shop <dir>', "folder of the shop's files", 'shop')
    .option('--data <dir>', 'folder that the local runtime writes to', '.perennial')
    .option('--port <number>', 'port of the page', parsePort, 4000)
    .option('--json', 'print one JSON object')
    .action(async (options: DoctorOptions) => {
      const findings = await Promise.all([
        checkNode(),
        checkJava(),
        checkChromium(),
        checkFolder(options.data),
        checkPort(options.port),
        checkShopFiles(options.shop),
      ]);
      const marks = { ok: 'ok     ', missing: 'missing', broken: 'BROKEN ' };
      const lines = findings.map(({ name, status, detail }) => `${marks[status]}  ${name}: ${detail}`);
      printResult(
        { healthy: findings.every(({ status }) => status !== 'broken'), findings },
        lines,
        options.json ?? false,
      );
      if (findings.some(({ status }) => status === 'broken')) process.exitCode = 1;
    });
}

const run = promisify(execFile);

async function checkNode(): Promise<Finding> {
  const [major = 0] = process.versions.node.split('.').map(Number);
  return major >= 24
    ? { name: 'Node.js', status: 'ok', detail: process.versions.node }
    : {
        name: 'Node.js',
        status: 'broken',
        detail: `${process.versions.node} is too old. Run through npm or npx, which use the Node 24 that npm ci installs.`,
      };
}

async function checkJava(): Promise<Finding> {
  const name = 'Java';
  const wanted = 'Only --wire and its tests (DynamoDB Local) need Java 17 or newer';
  try {
    // `java -version` writes to standard error.
    const { stderr } = await run('java', ['-version']);
    const version = /version "(\d+)/.exec(stderr)?.[1] ?? '0';
    return Number(version) >= 17
      ? { name, status: 'ok', detail: `version ${version}` }
      : { name, status: 'missing', detail: `version ${version} is too old. ${wanted}.` };
  } catch {
    return { name, status: 'missing', detail: `${wanted}: install for example openjdk-17-jre-headless.` };
  }
}

async function checkChromium(): Promise<Finding> {
  const candidates = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  for (const candidate of candidates) {
    if (candidate === undefined) continue;
    const isThere = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return { name: 'Chromium', status: 'ok', detail: candidate };
  }
  return {
    name: 'Chromium',
    status: 'missing',
    detail: 'Only the tests of the page need it: install chromium, or name it in CHROMIUM_PATH.',
  };
}

async function checkFolder(folder: string): Promise<Finding> {
  const name = `Data folder ${folder}`;
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return { name, status: 'ok', detail: 'can be written' };
  } catch {
    return { name, status: 'broken', detail: 'cannot be written. Give another one with --data.' };
  }
}

async function checkPort(port: number): Promise<Finding> {
  const isFree = await new Promise<boolean>((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
  return isFree
    ? { name: `Port ${port}`, status: 'ok', detail: 'is free' }
    : { name: `Port ${port}`, status: 'missing', detail: 'is taken. Give start another one with --port.' };
}

async function checkShopFiles(folder: string): Promise<Finding> {
  const { problems } = await checkShop(folder, { templates: false });
  return problems.length === 0
    ? { name: `Shop files in ${folder}`, status: 'ok', detail: 'no problems' }
    : {
        name: `Shop files in ${folder}`,
        status: 'broken',
        detail: `${problems.length} problems; run perennial check --shop ${folder}`,
      };
}
