/** RFC 2045 6.7 (5): a line has 76 characters at most, the "=" of a soft break included. */
const LINE_LENGTH = 76;

const BEYOND_ASCII = /[^\t\n -~]+/g;
const EQUALS = 0x3d;

/**
 * Encodes text, its lines ended by LF, as quoted-printable UTF-8 (RFC 2045 section 6.7). Written out because it is most
 * of the work of composing a mail, and a general encoder takes over a millisecond for it: here whole runs and lines are
 * handled at once.
 */
export function encodeQuotedPrintable(text: string): string {
  // The equals sign is by far the most frequent in HTML, and quickest alone.
  return text
    .replaceAll('=', '=3D')
    .replace(BEYOND_ASCII, escapeBytes)
    .split('\n')
    .map(foldLine)
    .join('\r\n');
}

function escapeBytes(run: string): string {
  const hex = Buffer.from(run, 'utf8').toString('hex').toUpperCase();
  let escaped = '';
  for (let position = 0; position < hex.length; position += 2)
    escaped += `=${hex.slice(position, position + 2)}`;
  return escaped;
}

function foldLine(line: string): string {
  // White space at the end of a line may be lost on the way (6.7 (3)).
  const last = line.charAt(line.length - 1);
  const safe = last === ' ' || last === '\t' ? `${line.slice(0, -1)}${last === ' ' ? '=20' : '=09'}` : line;
  if (safe.length <= LINE_LENGTH) return safe;
  let folded = '';
  let start = 0;
  while (safe.length - start > LINE_LENGTH) {
    const end = beforeEscape(safe, start + LINE_LENGTH - 1);
    folded += `${safe.slice(start, end)}=\r\n`;
    start = end;
  }
  return folded + safe.slice(start);
}

/** The place to cut, moved back where it would fall within an escape. */
function beforeEscape(line: string, end: number): number {
  if (line.charCodeAt(end - 1) === EQUALS) return end - 1;
  return line.charCodeAt(end - 2) === EQUALS ? end - 2 : end;
}
