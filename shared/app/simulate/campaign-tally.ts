type Counts = Readonly<Record<string, number>>;

/** What came of one step's messages. Text messages are costed by their parts where there is an estimate of these, else as one each. */
export interface StepTally {
  readonly step: string;
  readonly requested: number;
  /** By channel. */
  readonly channels: Counts;
  /** By reason. */
  readonly suppressed: Counts;
  /** How many were held back at least once, by reason. */
  readonly deferred: Counts;
  readonly attributedOrders: number;
  /** In minor units of the shop's currency. */
  readonly attributedMinor: number;
  /** Of its text messages, by sample values; absent where there are none, or nothing estimates them. */
  readonly textParts?: number;
  /** In units of the shop's currency. */
  readonly cost: number;
}

/** What came of one campaign. */
export interface CampaignTally {
  readonly campaign: string;
  /** By arm: a variant's name, or "all". */
  readonly entered: Counts;
  /** By group: holdout, control. */
  readonly heldOut: Counts;
  /** By reason. */
  readonly refused: Counts;
  /** By reason. */
  readonly exited: Counts;
  /** Exposures with an order, by arm, those held out too. */
  readonly converted: Counts;
  /** What their orders came to, by arm, in minor units of the shop's currency. */
  readonly convertedMinor: Counts;
  readonly steps: readonly StepTally[];
}

/** Sums over all campaigns. */
export interface TallyTotals {
  readonly entered: number;
  readonly heldOut: number;
  readonly requested: number;
  readonly suppressed: number;
  readonly deferred: number;
  readonly attributedOrders: number;
  readonly attributedMinor: number;
  readonly cost: number;
}

/** How many there are of all kinds together. */
export const sumOf = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Sums over the campaigns, and over their steps. */
export function tallyTotals(campaigns: readonly CampaignTally[]): TallyTotals {
  const steps = campaigns.flatMap((campaign) => campaign.steps);
  const over = <Row>(rows: readonly Row[], value: (row: Row) => number): number =>
    rows.reduce((sum, row) => sum + value(row), 0);
  return {
    entered: over(campaigns, ({ entered }) => sumOf(entered)),
    heldOut: over(campaigns, ({ heldOut }) => sumOf(heldOut)),
    requested: over(steps, ({ requested }) => requested),
    suppressed: over(steps, ({ suppressed }) => sumOf(suppressed)),
    deferred: over(steps, ({ deferred }) => sumOf(deferred)),
    attributedOrders: over(steps, ({ attributedOrders }) => attributedOrders),
    attributedMinor: over(steps, ({ attributedMinor }) => attributedMinor),
    cost: Math.round(over(steps, ({ cost }) => cost) * 1e6) / 1e6,
  };
}
