import type { Command } from 'commander';
import * as z from 'zod';
import { PerennialError } from '../../shared/perennial-error.ts';
import { printResult } from '../print-result.ts';
import { askServer } from '../start/ask-server.ts';

interface ReplyOptions {
  readonly data: string;
  readonly json?: boolean;
}

const takenSchema = z.object({ id: z.string() });

export function addReplyCommand(program: Command): void {
  program
    .command('reply <number> <text>')
    .description('let a text come in to the running shop, as if sent from that phone: STOP, START, HELP')
    .option('--data <dir>', 'folder that start keeps everything in', '.perennial')
    .option('--json', 'print one JSON object')
    .action(async (from: string, body: string, { data, json }: ReplyOptions) => {
      const answer = await askServer(data, '/api/texts', takenSchema, { from, body });
      if (answer === undefined)
        throw new PerennialError('CLI.NOT_RUNNING', {
          message: `No shop runs on ${data}, so nobody takes the text. Start it with npm start, or give its folder with --data.`,
        });
      const { id } = answer;
      printResult({ id }, [`The text ${id} has come in.`], json ?? false);
    });
}
