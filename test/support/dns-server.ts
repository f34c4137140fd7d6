import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const TYPES = { CNAME: 5, MX: 15, TXT: 16 } as const;
const CODES = { NXDOMAIN: 3, SERVFAIL: 2 } as const;

/** By `NAME TYPE`: the values of the records, each TXT a list of its strings; or how the server fails. `silence`: no answer. */
type Zone = Readonly<
  Record<string, readonly (string | readonly string[])[] | keyof typeof CODES | 'silence'>
>;

const encodeName = (name: string): Buffer =>
  Buffer.concat([
    ...name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])),
    Buffer.from([0]),
  ]);

const encodeText = (strings: readonly string[]): Buffer =>
  Buffer.concat(strings.flatMap((text) => [Buffer.from([text.length]), Buffer.from(text)]));

function encodeData(type: number, value: string | readonly string[]): Buffer {
  if (type === TYPES.TXT) return encodeText(typeof value === 'string' ? [value] : value);
  const name = encodeName(String(value));
  return type === TYPES.MX ? Buffer.concat([Buffer.from([0, 10]), name]) : name;
}

function readQuestion(packet: Buffer): {
  readonly name: string;
  readonly type: number;
  readonly end: number;
} {
  const labels: string[] = [];
  let at = 12;
  for (let length = packet[at] ?? 0; length > 0; length = packet[at] ?? 0) {
    labels.push(packet.subarray(at + 1, at + 1 + length).toString());
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: packet.readUInt16BE(at + 1), end: at + 5 };
}

function answerTo(packet: Buffer, zone: Zone): Buffer | undefined {
  const { name, type, end } = readQuestion(packet);
  const typeName = Object.entries(TYPES).find(([, number]) => number === type)?.[0] ?? 'OTHER';
  const told = zone[`${name} ${typeName}`] ?? 'NXDOMAIN';
  if (told === 'silence') return undefined;
  const values = typeof told === 'string' ? [] : told;
  const header = Buffer.alloc(12);
  packet.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8180 | (typeof told === 'string' ? CODES[told] : 0), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(values.length, 6);
  const records = values.map((value) => {
    const data = encodeData(type, value);
    const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, 0]);
    head.writeUInt16BE(data.length, 10);
    return Buffer.concat([head, data]);
  });
  return Buffer.concat([header, packet.subarray(12, end), ...records]);
}

/** A DNS server (RFC 1035) on a free UDP port of this machine; what its zone does not hold does not exist. */
export async function startDnsServer(zone: Zone) {
  const socket = createSocket('udp4');
  socket.on('message', (packet, { address, port }) => {
    const answer = answerTo(packet, zone);
    if (answer) socket.send(answer, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    async [Symbol.asyncDispose]() {
      socket.close();
      await once(socket, 'close');
    },
  };
}
