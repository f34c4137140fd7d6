/** One thing that a deploy changes. */
export interface PlannedChange {
  readonly area: 'campaign' | 'segment' | 'template' | 'classes' | 'shop' | 'sending' | 'experiments';
  /** Of the campaign, segment or template; absent for what the shop has one of. */
  readonly name?: string;
  readonly change: 'new' | 'changed' | 'removed' | 'renamed';
  /** What it means, in sentences without names. */
  readonly sentences: readonly string[];
  /** Journeys under way that leave, where they were counted. */
  readonly leaving?: number;
}

/** Where journeys under way stand: how many by campaign, and by step of it. */
export type Standing = ReadonlyMap<string, ReadonlyMap<string, number>>;
