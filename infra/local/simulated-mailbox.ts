import type { Bus, BusEntry, Clock, Mailer, OutgoingMail } from '../../shared/ports.ts';

interface SimulatorOptions {
  /** Where AWS services publish: the default bus. */
  readonly bus: Bus;
  readonly clock: Clock;
  readonly configurationSet: string;
}

type Outcome = 'success' | 'bounce' | 'complaint' | 'suppressionlist' | 'ooto';

/** Addresses of the mailbox simulator of SES; a label after "+" is a customer of its own. */
const SIMULATOR = /^(success|bounce|complaint|suppressionlist|ooto)(?:\+[^@]*)?@simulator\.amazonses\.com$/i;

/**
 * A mailer that answers for the addresses of SES's mailbox simulator as SES does: what it would tell of a mail goes on the default
 * bus, so that bounces and complaints can be tried on one machine. Any other address stays silent.
 */
export function withMailboxSimulator(mailer: Mailer, options: SimulatorOptions): Mailer {
  return {
    ...mailer,
    async send(mail) {
      const outcome = await mailer.send(mail);
      const simulated = SIMULATOR.exec(mail.to)?.[1]?.toLowerCase();
      if (outcome.status === 'sent' && isOutcome(simulated))
        await options.bus.publish(eventsOf(simulated, mail, outcome.providerMessageId, options));
      return outcome;
    },
  };
}

const TOLD: Readonly<Record<Outcome, readonly ('delivery' | 'bounce' | 'complaint' | 'suppressed')[]>> = {
  success: ['delivery'],
  // Out of office: it arrives, and the answer goes to the return path.
  ooto: ['delivery'],
  bounce: ['bounce'],
  suppressionlist: ['suppressed'],
  complaint: ['delivery', 'complaint'],
};

const isOutcome = (text: string | undefined): text is Outcome => text !== undefined && text in TOLD;

function eventsOf(
  outcome: Outcome,
  { from, to, tags }: OutgoingMail,
  messageId: string,
  { clock, configurationSet }: SimulatorOptions,
): BusEntry[] {
  const time = clock.now();
  const timestamp = new Date(time).toISOString();
  const mail = {
    timestamp,
    messageId,
    source: from,
    destination: [to],
    headersTruncated: false,
    tags: {
      ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
      'ses:configuration-set': [configurationSet],
    },
  };
  const entry = (detailType: string, told: object): BusEntry => ({
    source: 'aws.ses',
    detailType,
    time,
    detail: { ...told, mail },
  });
  const bounce = (bounceSubType: string) =>
    entry('Email Bounced', {
      eventType: 'Bounce',
      bounce: {
        bounceType: 'Permanent',
        bounceSubType,
        bouncedRecipients: [{ emailAddress: to, action: 'failed', status: '5.1.1' }],
        timestamp,
        feedbackId: `${messageId}-bounce`,
      },
    });
  const told = {
    delivery: () =>
      entry('Email Delivered', {
        eventType: 'Delivery',
        delivery: { timestamp, processingTimeMillis: 0, recipients: [to], smtpResponse: '250 OK' },
      }),
    bounce: () => bounce('General'),
    suppressed: () => bounce('OnAccountSuppressionList'),
    complaint: () =>
      entry('Email Complaint Received', {
        eventType: 'Complaint',
        complaint: {
          complainedRecipients: [{ emailAddress: to }],
          timestamp,
          feedbackId: `${messageId}-complaint`,
          complaintFeedbackType: 'abuse',
        },
      }),
  };
  return [entry('Email Sent', { eventType: 'Send', send: {} }), ...TOLD[outcome].map((kind) => told[kind]())];
}
