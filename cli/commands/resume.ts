import type { Command } from 'commander';
import { addControlCommand } from '../campaign/control-command.ts';

export const addResumeCommand = (program: Command): void =>
  addControlCommand(
    program,
    'resume',
    'let a campaign go on: journeys that were paused go on, a stopped campaign starts again',
  );
