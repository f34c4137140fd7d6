import type { Mailbox, StoredMessage } from '../../shared/app/console/mailbox.ts';

/** A mailbox in memory: mail is kept in the order in which it is given, the oldest first. */
export class MemoryMailbox implements Mailbox {
  private readonly mails: StoredMessage[];

  constructor(mails: readonly StoredMessage[] = []) {
    this.mails = [...mails];
  }

  async list({ limit, before }: { limit: number; before?: string }): Promise<readonly StoredMessage[]> {
    const newestFirst = this.mails.toReversed();
    if (before === undefined) return newestFirst.slice(0, limit);
    const position = newestFirst.findIndex(({ id }) => id === before);
    return position === -1 ? [] : newestFirst.slice(position + 1, position + 1 + limit);
  }

  async get(id: string): Promise<StoredMessage | undefined> {
    return this.mails.find((mail) => mail.id === id);
  }
}
