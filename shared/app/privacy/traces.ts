/** What is kept of a person beside the table, where the shop runs on one machine: copies of messages, queues, the record of changes. */
export interface Traces {
  /** Removes the copies of messages by the ids that the mailer gave them. Returns how many went. */
  forgetMessages(providerMessageIds: readonly string[]): Promise<number>;
  /** Removes what names the customer or one of the addresses, by kind. Doing it again is safe. */
  forget(person: Person): Promise<Readonly<Record<string, number>>>;
  /** Leaves no byte of what was removed in the files. */
  finish(): Promise<void>;
}

export interface Person {
  readonly customerId: string;
  readonly addresses: readonly string[];
}
