import type { Command } from 'commander';
import { addControlCommand } from '../campaign/control-command.ts';

export const addStopCommand = (program: Command): void =>
  addControlCommand(program, 'stop', 'stop a campaign: nobody enters, nothing is sent, journeys end');
