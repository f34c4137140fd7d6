import type { MoneyByCurrency } from '../../shared/app/console/counter-report.ts';
import type { Frame } from '../frame.ts';

/** Amounts of every currency, the shop's own first, as text. Nothing at all is nought of the shop's currency. */
export function showMoney(amounts: MoneyByCurrency, { text, format, overview }: Frame): string {
  const own = overview?.shop.currency ?? 'USD';
  const others = Object.entries(amounts).filter(([currency, minor]) => currency !== own && minor !== 0);
  const ownMinor = amounts[own] ?? 0;
  const shown = others.map(([currency, minor]) => format.money(minor, currency));
  return text.list(ownMinor !== 0 || others.length === 0 ? [format.money(ownMinor, own), ...shown] : shown);
}
