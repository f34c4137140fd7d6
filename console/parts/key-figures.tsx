import type { DayReport } from '../../shared/app/console/read-days.ts';
import type { Overview } from '../../shared/app/console/read-overview.ts';
import { useFrame } from '../frame.ts';
import { showMoney } from '../text/show-money.ts';
import { FigureRow } from './figure-row.tsx';

interface KeyFiguresProps {
  readonly overview: Overview;
  /** In any stage now. */
  readonly customers: number;
  readonly days: readonly DayReport[];
}

const MONTH_MS = 30 * 86_400_000;

/** The four numbers that one looks at first. */
export function KeyFigures({ overview, customers, days }: KeyFiguresProps) {
  const frame = useFrame();
  const { text, format } = frame;
  const { totals, shop, now } = overview;
  const { [shop.currency]: ownRevenue = 0, ...otherRevenue } = totals.revenue;
  const hasOthers = Object.keys(otherRevenue).length > 0;
  const hasRefunds = Object.keys(totals.refunded).length > 0;

  const since = new Date(now - MONTH_MS).toISOString().slice(0, 10);
  const lastMonth = days.filter(({ day }) => day > since);
  const sum = (count: (day: DayReport) => number): string =>
    format.number(lastMonth.reduce((total, day) => total + count(day), 0));
  const messages = (count: (message: (typeof totals.messages)[number]) => number): string =>
    format.number(totals.messages.reduce((total, message) => total + count(message), 0));

  const figures = [
    {
      name: text.overview.customers,
      value: format.number(customers),
      notes: [text.overview.newInLast30Days(sum((day) => day.customers))],
    },
    {
      name: text.overview.orders,
      value: format.number(totals.orders),
      notes: [text.overview.inLast30Days(sum((day) => day.orders))],
    },
    {
      name: text.overview.revenue,
      value: format.moneyRounded(ownRevenue, shop.currency),
      notes: [
        ...(hasOthers ? [text.overview.otherCurrencies(showMoney(otherRevenue, frame))] : []),
        ...(hasRefunds ? [text.overview.refunded(showMoney(totals.refunded, frame))] : []),
      ],
    },
    {
      name: text.overview.messagesSent,
      value: messages(({ outcomes }) => outcomes.sent),
      notes: [
        text.overview.requestedSuppressed(
          messages(({ requested }) => requested),
          messages(({ suppressed }) => suppressed.reduce((total, { count }) => total + count, 0)),
        ),
      ],
    },
  ];

  return <FigureRow figures={figures} />;
}
