import type { MemberSizes } from '../../shared/app/console/read-movement.ts';
import { Sparkline } from '../chart/sparkline.tsx';
import { useFrame } from '../frame.ts';

interface SizeRow {
  readonly key: string;
  readonly label: string;
  /** What it is, in the shop's words, below the label. */
  readonly about?: string | undefined;
  /** Small, below all that. */
  readonly note?: string;
  readonly customers: number;
  /** Absent where it never held anybody, or is not read yet. */
  readonly trend?: MemberSizes | undefined;
}

interface SizeTableProps {
  readonly name: string;
  readonly rows: readonly SizeRow[];
  /** Whose share each row is. */
  readonly total: number;
  /** YYYY-MM-DD, of the trends; without it, none is shown. */
  readonly days?: readonly string[];
}

/** Classes with how many customers they hold, their share, and how that went. */
export function SizeTable({ name, rows, total, days }: SizeTableProps) {
  const { text, format } = useFrame();
  const words = text.segments;
  return (
    <table class="figures sizes">
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col" class="number">
            {words.customers}
          </th>
          <th scope="col" class="number">
            {words.share}
          </th>
          {days !== undefined && (
            <>
              <th scope="col" class="number">
                {words.change(format.number(days.length))}
              </th>
              <th scope="col" class="number wide">
                {words.trend}
              </th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, about, note, customers, trend }) => (
          <tr key={key}>
            <th scope="row">
              {label}
              {about !== undefined && <span class="about">{about}</span>}
              {note !== undefined && <small>{note}</small>}
            </th>
            <td class="number">{format.number(customers)}</td>
            <td class="number">{format.percent(total === 0 ? 0 : customers / total)}</td>
            {days !== undefined && (
              <>
                <td class="number">{trend === undefined ? text.nothing : format.change(changeOf(trend))}</td>
                <td class="number wide">
                  {trend !== undefined && (
                    <Sparkline
                      days={days}
                      values={trend.sizes}
                      summary={words.trendSummary(
                        label,
                        format.number(trend.before),
                        format.number(trend.sizes.at(-1) ?? trend.before),
                      )}
                    />
                  )}
                </td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const changeOf = ({ before, sizes }: MemberSizes): number => (sizes.at(-1) ?? before) - before;
