import * as z from 'zod';

/** The most that an amount may be: beyond it, sums of minor units could leave the safe integers. */
const MAX_AMOUNT = 1_000_000_000;

/** Money in units (not minor units) of the shop's currency, as a person writes it: 150, 150.5 or "150.50". */
export const amountSchema = z
  .union([z.number(), z.string()], { error: 'must be an amount such as 150 or "150.00"' })
  .refine((amount) => DECIMAL.test(String(amount)) && Number(amount) <= MAX_AMOUNT, {
    error: `must be an amount such as 150 or "150.00", at most ${MAX_AMOUNT}`,
  });

export type Amount = z.infer<typeof amountSchema>;

const DECIMAL = /^(\d+)(?:\.(\d+))?$/;

/** Integer minor units of a currency with so many decimals; undefined where the amount has more than that. */
export function toMinorUnits(amount: Amount, decimals: number): number | undefined {
  const [, whole = '0', written = ''] = DECIMAL.exec(String(amount)) ?? [];
  const fraction = written.replace(/0+$/, '');
  if (fraction.length > decimals) return undefined;
  return Number(`${whole}${fraction.padEnd(decimals, '0')}`);
}
