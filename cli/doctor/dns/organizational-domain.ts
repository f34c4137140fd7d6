import type { DmarcStep } from './dmarc-walk.ts';

/** The domain that all names below it align with, by what a walk from one of them found (RFC 9989 section 4.10.2). */
export function organizationalDomain(walk: readonly DmarcStep[]): string | undefined {
  let highest: string | undefined;
  let below: string | undefined;
  for (const { domain, found } of walk) {
    if (found.status === 'record') {
      const { publicSuffix } = found.record;
      if (publicSuffix === 'y' && below !== undefined) return below;
      highest = domain;
    }
    below = domain;
  }
  return highest ?? walk[0]?.domain;
}
