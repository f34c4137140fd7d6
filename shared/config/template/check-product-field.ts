import { PRODUCT_FIELDS } from '../../domain/message/recommended-product.ts';
import { nearestName } from '../../nearest-name.ts';

interface ProductMention {
  /** What it wants of the product, for example `sku`; empty for the product itself. */
  readonly field: string;
  readonly standsAlone: boolean;
}

/** What is wrong with a mention of a variable. */
export interface UseProblem {
  readonly message: string;
  readonly suggestion?: string;
}

const isField = (name: string): boolean => PRODUCT_FIELDS.some((field) => field === name);

/** What is wrong with a mention of a recommended product, if anything. */
export function checkProductField({ field, standsAlone }: ProductMention): UseProblem | undefined {
  if (field === '') {
    const message = `a product cannot be shown whole; write one of its fields: ${PRODUCT_FIELDS.join(', ')}`;
    return standsAlone ? { message } : undefined;
  }
  if (isField(field) || isField(field.replace(/\.size$/, ''))) return undefined;
  const suggestion = nearestName(field, PRODUCT_FIELDS);
  return suggestion === undefined
    ? { message: `a product has no "${field}"; it has ${PRODUCT_FIELDS.join(' and ')}` }
    : { message: `a product has no "${field}"`, suggestion };
}
