import type { Answer } from './answer.ts';

/** A phone number, pool or sender ID that texts come from. */
export interface TextIdentity {
  /** ACTIVE, or what AWS calls the state that it is in. */
  readonly state: string;
  /** TRANSACTIONAL, PROMOTIONAL or both. */
  readonly messageTypes: readonly string[];
  /** Absent for sender IDs, which nobody can answer to. */
  readonly replies?: {
    readonly isTwoWay: boolean;
    readonly channelArn?: string;
    /** False: AWS itself answers STOP and HELP, and keeps the opt-out list. */
    readonly areOptOutsOurs: boolean;
    readonly optOutList: string;
  };
}

/** US dollars a month for texts: what is in force, and the most that AWS has allowed the account. */
export interface TextSpendLimit {
  readonly enforced: number;
  readonly highest: number;
}

/** What AWS End User Messaging knows of the account, in its region. */
export interface TextAccount {
  /** SANDBOX: to verified numbers alone. */
  tier(): Promise<Answer<string>>;
  spendLimit(): Promise<Answer<TextSpendLimit>>;
  /** By the end of its ARN, as the settings have it: `pool/pool-0123`, `phone-number/phone-0123`, `sender-id/SHOP/GB`. */
  identity(name: string): Promise<Answer<TextIdentity>>;
  configurationSet(name: string): Promise<Answer<{ readonly name: string }>>;
  /** The countries whose numbers may be sent texts. */
  protectConfiguration(id: string): Promise<Answer<{ readonly openCountries: readonly string[] }>>;
}
