import { type Command, Option } from 'commander';
import { SETTINGS_FILE } from '../../infra/aws/read-settings.ts';
import { stageSchema } from '../../infra/aws/settings.ts';
import { findingLines } from '../doctor/finding-lines.ts';
import { parsePort } from '../parse-port.ts';
import { parseResolver } from '../parse-resolver.ts';
import { printResult } from '../print-result.ts';

interface DoctorOptions {
  readonly shop: string;
  readonly data: string;
  readonly port: number;
  readonly aws?: boolean;
  readonly config: string;
  readonly stage: string;
  readonly region?: string;
  readonly resolver?: string;
  readonly json?: boolean;
}

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('say what this machine lacks, or with --aws what an AWS account lacks to send')
    .option('--shop <dir>', "folder of the shop's files", 'shop')
    .option('--data <dir>', 'folder that the local runtime writes to', '.perennial')
    .option('--port <number>', 'port of the page', parsePort, 4000)
    .option('--aws', 'look at an AWS account and at the domain in DNS instead; reads only')
    .option('--config <file>', 'with --aws: the settings that a deployment reads', SETTINGS_FILE)
    .addOption(
      new Option('--stage <name>', 'with --aws: the stage of the settings')
        .choices(stageSchema.options)
        .default('prod'),
    )
    .option('--region <name>', 'with --aws: another region than the settings or the environment say')
    .option('--resolver <ip>', "with --aws: a DNS server to ask, instead of this machine's", parseResolver)
    .option('--json', 'print one JSON object')
    .action(async (options: DoctorOptions) => {
      const findings = await examine(options);
      const healthy = findings.every(({ status }) => status !== 'broken');
      printResult({ healthy, findings }, findingLines(findings), options.json ?? false);
      if (!healthy) process.exitCode = 1;
    });
}

/** Loads what it needs alone: the SDK takes a while. */
async function examine(options: DoctorOptions) {
  if (options.aws) {
    const { examineDeployment } = await import('../doctor/aws/examine-deployment.ts');
    return await examineDeployment(options);
  }
  const { examineMachine } = await import('../doctor/machine/examine-machine.ts');
  return await examineMachine(options);
}
