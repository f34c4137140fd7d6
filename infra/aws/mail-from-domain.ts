/** Label below the domain that bounces come back to (MAIL FROM), so that SPF aligns too. */
const MAIL_FROM_LABEL = 'bounce';

/** The MAIL FROM domain of mails that are sent as a domain. */
export const mailFromDomainOf = (domain: string): string => `${MAIL_FROM_LABEL}.${domain}`;
