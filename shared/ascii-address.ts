import { domainToASCII } from 'node:url';

export type AsciiAddress =
  | { readonly ok: true; readonly address: string }
  /** In words that do not hold the address. */
  | { readonly ok: false; readonly reason: string };

/** One mailbox, written plainly: nothing that could add a recipient or a header. */
const PLAIN_ADDRESS = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]{1,255}$/;
const ASCII = /^[\u0021-\u007e]+$/;

/**
 * An address as SES takes it, in 7-bit ASCII: the domain by IDNA (UTS 46), a local part beyond ASCII (RFC 6531) not at all.
 * The local part stays as it is, for only its own server knows which spellings are the same.
 */
export function asciiAddress(address: string): AsciiAddress {
  if (!PLAIN_ADDRESS.test(address))
    return { ok: false, reason: 'the address is not of the form name@domain' };
  if (ASCII.test(address)) return { ok: true, address };
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  if (!ASCII.test(local))
    return {
      ok: false,
      reason: 'the address has characters beyond ASCII before its @, which SES does not take',
    };
  const domain = domainToASCII(address.slice(at + 1));
  const ascii = `${local}@${domain}`;
  return PLAIN_ADDRESS.test(ascii)
    ? { ok: true, address: ascii }
    : { ok: false, reason: 'the domain of the address is not a valid one' };
}
