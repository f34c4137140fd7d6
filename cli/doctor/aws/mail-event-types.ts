/** Without these, mail goes on to addresses that bounced or complained. */
export const VITAL_EVENTS = ['BOUNCE', 'COMPLAINT'] as const;

/** The event types of SES that `feedback` reads, as API version 2 names them. */
export const MAIL_EVENTS = [
  'SEND',
  'DELIVERY',
  'DELIVERY_DELAY',
  ...VITAL_EVENTS,
  'REJECT',
  'RENDERING_FAILURE',
  'OPEN',
  'CLICK',
  'SUBSCRIPTION',
] as const;
