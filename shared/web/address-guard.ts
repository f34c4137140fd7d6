import { BlockList, isIP } from 'node:net';

/** Where an IP address leads to. */
export type AddressKind =
  | 'public'
  /** A network of one's own: RFC 1918, RFC 4193, and that of carriers (RFC 6598). */
  | 'private'
  | 'loopback'
  /** Link-local with the metadata of a cloud instance, multicast, documentation, unassigned, and what is no address. */
  | 'special';

function listOf(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address = '', prefix = ''] = subnet.split('/');
    list.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

const LOOPBACK = listOf(['127.0.0.0/8', '::1/128']);

const PRIVATE = listOf(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7']);

/** AWS answers in its own part of the unique local addresses: metadata, DNS and time (`fd00:ec2::/32`). */
const CLOUD = listOf(['fd00:ec2::/32']);

/** IANA's registries of special-purpose addresses (RFC 6890), as far as they are not globally reachable; the rest of IPv6 outside 2000::/3. */
const SPECIAL = listOf([
  '0.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
]);

const GLOBAL_IPV6 = listOf(['2000::/3']);

/** What kind of address a text is: IPv4 or IPv6, and IPv4 within IPv6 (RFC 4291 2.5.5, RFC 6052) as what it stands for. */
export function addressKind(text: string): AddressKind {
  const address = embeddedIpv4(text) ?? text;
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(address) === 0) return 'special';
  if (LOOPBACK.check(address, family)) return 'loopback';
  if (CLOUD.check(address, family)) return 'special';
  if (PRIVATE.check(address, family)) return 'private';
  if (SPECIAL.check(address, family)) return 'special';
  return family === 'ipv4' || GLOBAL_IPV6.check(address, family) ? 'public' : 'special';
}

/** Prefixes of 96 bits before an IPv4 address: mapped, and translated (NAT64). */
const WITH_IPV4 = listOf(['::ffff:0:0/96', '64:ff9b::/96']);

function embeddedIpv4(text: string): string | undefined {
  if (isIP(text) !== 6 || !WITH_IPV4.check(text, 'ipv6')) return undefined;
  if (text.includes('.')) return text.slice(text.lastIndexOf(':') + 1);
  // The URL parser writes any IPv6 address in its shortest form, in hexadecimal.
  const groups = new URL(`http://[${text}]`).hostname.slice(1, -1).split(':').slice(-2);
  const [high = 0, low = 0] = groups.map((group) => Number.parseInt(group || '0', 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
