/** Numbers, money and dates in one language, in the shop's zone and currency. */
export interface Format {
  number(value: number): string;
  /** Short, for axes: 12K. */
  compact(value: number): string;
  /** With one decimal. */
  tenths(value: number): string;
  /** With up to three decimals. */
  thousandths(value: number): string;
  /** With its sign: +12. */
  change(value: number): string;
  /** With its sign and one decimal: +1.2. */
  changeTenths(value: number): string;
  /** `ratio` 0 to 1. */
  percent(ratio: number): string;
  /** With one decimal. */
  percentTenths(ratio: number): string;
  /** A small share by two digits that count: 0.081 %. */
  rate(ratio: number): string;
  /** With its sign: +12%. */
  percentChange(ratio: number): string;
  /** Minor units of a currency (ISO 4217). */
  money(minor: number, currency: string): string;
  /** Without the fraction, where it would not be read. */
  moneyRounded(minor: number, currency: string): string;
  moneyCompact(minor: number, currency: string): string;
  /** Minor units of the shop's currency. */
  shopMoney(minor: number): string;
  /** With its sign. */
  shopMoneyChange(minor: number): string;
  /** Units of the shop's currency. */
  shopUnits(units: number): string;
  /** Instants (milliseconds) in the shop's zone. */
  date(at: number): string;
  dateTime(at: number): string;
  /** A day (YYYY-MM-DD) that belongs to no zone. */
  day(day: string): string;
  shortDay(day: string): string;
  month(day: string): string;
  /** YYYY-MM-DD, or --MM-DD where the year is not known. */
  birthday(value: string): string;
  /** The name of a country (ISO 3166-1 alpha-2). */
  country(code: string): string;
  /** US dollars, with the fractions of a cent that texts cost. */
  textPrice(usd: number): string;
}

interface Setting {
  readonly locale: string;
  readonly timeZone: string;
  readonly currency: string;
}

/** Makes the formats of a setting. A zone that this browser does not know is shown as UTC. */
export function createFormat({ locale, timeZone: wantedZone, currency: shopCurrency }: Setting): Format {
  const timeZone = knownZone(wantedZone);
  const decimal = new Intl.NumberFormat(locale);
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const oneDecimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const threeDecimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  const signedTenths = new Intl.NumberFormat(locale, {
    signDisplay: 'exceptZero',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const rate = new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 2 });
  const percentTenths = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const percentChange = new Intl.NumberFormat(locale, {
    style: 'percent',
    signDisplay: 'exceptZero',
    maximumFractionDigits: 0,
  });
  const percentage = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const shortDay = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' });
  const longDay = new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric', timeZone: 'UTC' });
  const month = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', timeZone: 'UTC' });
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  const usDollars = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: 4,
  });
  const currencies = new Map<string, MoneyFormat>();
  const moneyIn = (currency: string): MoneyFormat => {
    const known = currencies.get(currency) ?? createMoneyFormat(locale, currency);
    currencies.set(currency, known);
    return known;
  };

  return {
    number: (value) => decimal.format(value),
    compact: (value) => short.format(value),
    tenths: (value) => oneDecimal.format(value),
    thousandths: (value) => threeDecimals.format(value),
    change: (value) => signed.format(value),
    changeTenths: (value) => signedTenths.format(value),
    percent: (ratio) => percentage.format(ratio),
    percentTenths: (ratio) => percentTenths.format(ratio),
    rate: (ratio) => rate.format(ratio),
    percentChange: (ratio) => percentChange.format(ratio),
    money: (minor, currency) => moneyIn(currency).exact(minor),
    moneyRounded: (minor, currency) => moneyIn(currency).rounded(minor),
    moneyCompact: (minor, currency) => moneyIn(currency).compact(minor),
    shopUnits: (units) => moneyIn(shopCurrency).exactUnits(units),
    shopMoney: (minor) => moneyIn(shopCurrency).exact(minor),
    shopMoneyChange: (minor) => moneyIn(shopCurrency).change(minor),
    date: (at) => date.format(at),
    dateTime: (at) => dateTime.format(at),
    day: (value) => day.format(Date.parse(value)),
    shortDay: (value) => shortDay.format(Date.parse(value)),
    month: (value) => month.format(Date.parse(value)),
    // Any leap year serves: the year is not shown.
    birthday: (value) =>
      value.startsWith('--')
        ? longDay.format(Date.parse(`2000${value.slice(1)}`))
        : day.format(Date.parse(value)),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code),
    textPrice: (usd) => usDollars.format(usd),
  };
}

interface MoneyFormat {
  exact(minor: number): string;
  change(minor: number): string;
  exactUnits(units: number): string;
  rounded(minor: number): string;
  compact(minor: number): string;
}

function createMoneyFormat(locale: string, currency: string): MoneyFormat {
  const style = { style: 'currency', currency } as const;
  const exact = new Intl.NumberFormat(locale, style);
  const change = new Intl.NumberFormat(locale, { ...style, signDisplay: 'exceptZero' });
  const rounded = new Intl.NumberFormat(locale, { ...style, maximumFractionDigits: 0 });
  const compact = new Intl.NumberFormat(locale, {
    ...style,
    // An axis names its currency once, in its title.
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    maximumFractionDigits: 1,
  });
  const unit = 10 ** (exact.resolvedOptions().maximumFractionDigits ?? 2);
  return {
    exact: (minor) => exact.format(minor / unit),
    change: (minor) => change.format(minor / unit),
    exactUnits: (units) => exact.format(units),
    rounded: (minor) => rounded.format(minor / unit),
    compact: (minor) => compact.format(minor / unit),
  };
}

function knownZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
