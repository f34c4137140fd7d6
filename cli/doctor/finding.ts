/** What `doctor` has to say of one thing. */
export interface Finding {
  readonly name: string;
  /** missing: something works less, or could not be learned; broken: what the command examines does not work. */
  readonly status: 'ok' | 'missing' | 'broken';
  readonly detail: string;
  /** DNS records to make and commands to run, one a line, ready to copy. */
  readonly mend?: readonly string[];
}
