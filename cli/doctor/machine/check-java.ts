import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Finding } from '../finding.ts';

const run = promisify(execFile);

/** Whether there is a Java that DynamoDB Local runs on. */
export async function checkJava(): Promise<Finding> {
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
