import type {
  Bus,
  BusEntry,
  Clock,
  Mailer,
  OutgoingMail,
  OutgoingText,
  Queue,
  QueueMessage,
  SendOutcome,
  Texter,
} from '../../shared/ports.ts';

export const clockAt = (now: number): Clock => ({ now: () => now });

/** A queue that keeps what it was given. */
export class KeptQueue implements Queue {
  readonly messages: QueueMessage[] = [];
  waiting = 0;

  async send(messages: readonly QueueMessage[]): Promise<void> {
    this.messages.push(...messages);
  }

  async depth(): Promise<number> {
    return this.waiting;
  }
}

/** A bus that keeps what it was given, and refuses what `refuses` says. */
export class KeptBus implements Bus {
  readonly entries: BusEntry[] = [];
  refuses: (entry: BusEntry) => boolean = () => false;

  async publish(entries: readonly BusEntry[]) {
    return entries.map((entry) => {
      if (this.refuses(entry))
        return { status: 'failed', code: 'InternalFailure', message: 'not now' } as const;
      this.entries.push(entry);
      return { status: 'published' } as const;
    });
  }
}

/** A provider that keeps what it took, and answers as told. */
export class KeptMailer implements Mailer {
  readonly mails: OutgoingMail[] = [];
  answer: () => SendOutcome = () => ({ status: 'sent', providerMessageId: `m${this.mails.length}` });

  async send(mail: OutgoingMail): Promise<SendOutcome> {
    const outcome = this.answer();
    if (outcome.status === 'sent') this.mails.push(mail);
    return outcome;
  }
}

/** The same for texts. */
export class KeptTexter implements Texter {
  readonly texts: OutgoingText[] = [];
  answer: () => SendOutcome = () => ({ status: 'sent', providerMessageId: `t${this.texts.length}` });

  async send(text: OutgoingText): Promise<SendOutcome> {
    const outcome = this.answer();
    if (outcome.status === 'sent') this.texts.push(text);
    return outcome;
  }
}
