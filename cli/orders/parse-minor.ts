const plain = /^(-?)(\d{1,13})(?:\.(\d*))?$/;
const dotDecimal = /^-?\d{1,3}(,\d{3})+(\.\d*)?$/;
const commaDecimal = /^-?\d+,\d{1,2}$|^-?\d{1,3}(\.\d{3})+,\d*$/;
/** Currency signs and letters around an amount, and blanks, which exports set between thousands. */
const dressing = /[\p{Sc}\p{Zs}\s]|^[A-Z]{2,3}\$?|[A-Z]{3}$/gu;

function toPlain(text: string, exponent: number): string | undefined {
  const bare = text.trim().replace(dressing, '').replace('\u2212', '-');
  const unbracketed = /^\((.*)\)$/.exec(bare)?.[1];
  const signed = unbracketed === undefined ? bare : `-${unbracketed}`;
  if (plain.test(signed)) {
    return signed;
  }
  // "1,234" of a currency with three decimals may mean either, so it is nobody's guess.
  if (dotDecimal.test(signed) && (exponent < 3 || signed.includes('.'))) {
    return signed.replaceAll(',', '');
  }
  return commaDecimal.test(signed) ? signed.replaceAll('.', '').replace(',', '.') : undefined;
}

/**
 * Reads a decimal amount in major units ("12.50", "1,234.50", "12,50", "$12", "-3.00") as whole minor units, without
 * going through a binary fraction.
 *
 * @param exponent decimal places of the minor unit
 * @param excess what to do with digits beyond the minor unit: `refuse` them unless they are zeros, or `round` half away from zero
 * @returns undefined where the text is not such an amount
 */
export function parseMinor(
  text: string,
  exponent: number,
  excess: 'refuse' | 'round' = 'refuse',
): number | undefined {
  let match = plain.exec(text);
  if (match === null) {
    const repaired = toPlain(text, exponent);
    match = repaired === undefined ? null : plain.exec(repaired);
  }
  if (match === null) {
    return undefined;
  }
  const [, sign, whole = '', fraction = ''] = match;
  const beyond = fraction.slice(exponent);
  if (excess === 'refuse' && /[1-9]/.test(beyond)) {
    return undefined;
  }
  const magnitude =
    Number(whole + fraction.slice(0, exponent).padEnd(exponent, '0')) + (beyond >= '5' ? 1 : 0);
  if (!Number.isSafeInteger(magnitude)) {
    return undefined;
  }
  return sign === '-' && magnitude !== 0 ? -magnitude : magnitude;
}
