import type { SesIdentity } from './mail-account.ts';

/** Unless SES names another, as it does in some regions. */
const HOSTED_ZONE = 'dkim.amazonses.com';

/** A record by which receivers find the key of the signature. */
export interface DkimName {
  readonly name: string;
  /** What its CNAME has to be; absent for a key of the owner's, which is a TXT record. */
  readonly target?: string;
}

/** The DKIM records that a domain has to have. */
export function dkimNames(domain: string, dkim: SesIdentity['DkimAttributes']): readonly DkimName[] {
  if (dkim === undefined) return [];
  const { Tokens, SigningAttributesOrigin, SigningHostedZone = HOSTED_ZONE } = dkim;
  return Tokens.map((token) => ({
    name: `${token}._domainkey.${domain}`,
    ...(SigningAttributesOrigin !== 'EXTERNAL' && { target: `${token}.${SigningHostedZone}` }),
  }));
}
