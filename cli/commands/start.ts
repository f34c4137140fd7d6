import { type Command, Option } from 'commander';
import { addOrderOptions } from '../order-options.ts';
import { parsePort } from '../parse-port.ts';
import { parseWholeNumber } from '../parse-whole-number.ts';
import type { StartOptions } from '../start/run-start.ts';

export function addStartCommand(program: Command): void {
  const command = program
    .command('start')
    .description('run the whole pipeline on this machine: a history at full speed, then open for business')
    .option('--orders <file>', 'order file to live through first; a made-up shop where not given')
    .addOption(
      new Option('--customers <number>', 'how many the made-up shop has; 3000 where not given')
        .argParser(parseWholeNumber(10, 100_000))
        .conflicts('orders'),
    )
    .option('--shop <dir>', "folder of the shop's files", 'shop')
    .option(
      '--data <dir>',
      'folder that everything is kept in; start again with it and it goes on',
      '.perennial',
    )
    .option('--port <number>', 'port of the page and of POST /events', parsePort, 4000)
    .addOption(
      new Option('--speed <speed>', 'how fast the history is lived through')
        .choices(['max', 'real'])
        .default('max'),
    )
    .option('--wire', 'use DynamoDB Local (needs Java 17) and an SQS emulator through the AWS adapters')
    .option('--exit', 'stop at the end of the history and print what it came to')
    .option('--json', 'with --exit: print one JSON object');
  addOrderOptions(command).action(async (options: StartOptions) => {
    // The stacks that the runtime is wired from take a second to load: no other command should wait for them.
    const { runStart } = await import('../start/run-start.ts');
    await runStart(options);
  });
}
