/** A group as rfm.yaml gives it: a score that is left out may be anything. */
interface RfmGroupFile {
  readonly name: string;
  readonly r?: number[];
  readonly f?: number[];
  readonly m?: number[];
}

/** The groups of a shop that names none: the common grid of recency and frequency, with big spenders who went silent apart. */
export const DEFAULT_RFM_GROUPS: readonly RfmGroupFile[] = [
  { name: 'Champions', r: [5], f: [4, 5] },
  { name: 'Loyal', r: [3, 4], f: [4, 5] },
  { name: 'Promising', r: [4, 5], f: [2, 3] },
  { name: 'New', r: [4, 5], f: [1] },
  { name: 'Needs attention', r: [3], f: [2, 3] },
  { name: 'Cooling off', r: [3], f: [1] },
  { name: 'Cannot lose', r: [1, 2], f: [3, 4, 5], m: [4, 5] },
  { name: 'At risk', r: [2], f: [3, 4, 5], m: [1, 2, 3] },
  { name: 'Almost lost', r: [1], f: [3, 4, 5], m: [1, 2, 3] },
  { name: 'Dormant', r: [1, 2], f: [1, 2] },
];
