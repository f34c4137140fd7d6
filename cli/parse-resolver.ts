import { isIP } from 'node:net';
import { InvalidArgumentError } from 'commander';

/** Reads the address of a DNS server: `1.1.1.1`, `127.0.0.1:5353`, `[2606:4700::1111]:53`. Throws `InvalidArgumentError`. */
export function parseResolver(text: string): string {
  const [, host = text] = /^\[?([^\]]+?)\]?:\d{1,5}$/.exec(text) ?? [];
  const isAddress = isIP(text) > 0 || (isIP(host) > 0 && (isIP(host) === 4 || text.startsWith('[')));
  if (!isAddress)
    throw new InvalidArgumentError('It has to be the IP address of a DNS server, such as 1.1.1.1.');
  return text;
}
