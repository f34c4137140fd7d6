import type { PurchaseModelKind } from '../../shared/domain/segment/prediction/purchase-model.ts';

const NAMES = { 'bg-nbd': 'BG/NBD', 'mbg-nbd': 'MBG/NBD' } as const;

/** A purchase model's name as the papers have it. */
export const modelName = (kind: PurchaseModelKind): string => NAMES[kind];
