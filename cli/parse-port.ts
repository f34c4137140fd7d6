import { InvalidArgumentError } from 'commander';

/** A TCP port of the command line. Throws commander's own error, which ends the command with code 2. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('Give a number from 0 (any free port) to 65535.');
  return port;
}
