import { describe, expect, it } from 'vitest';
import { readDelivery } from '../../../shared/config/read-delivery.ts';
import { formatShopProblem } from '../../../shared/config/shop-problem.ts';
import { collectProblems } from '../../../shared/config/shop-problems.ts';
import { DEFAULT_DELIVERY } from '../../../shared/domain/delivery-rules.ts';

function read(file: string) {
  const files = new Map([
    ['delivery.yaml', file],
    ['campaigns/sunset.yaml', ''],
  ]);
  const folder = { directory: '', files, shownPath: (path: string) => path, version: 'test' };
  const problems = collectProblems(folder);
  const delivery = readDelivery(folder, problems);
  return { delivery, told: problems.list.map(formatShopProblem) };
}

describe('delivery.yaml', () => {
  it('guards the reputation, and neither warms up nor lets rest, where the shop says nothing', () => {
    expect(read('').delivery).toEqual(DEFAULT_DELIVERY);
    expect(DEFAULT_DELIVERY.reputation).toMatchObject({ windowHours: 168, bounceRate: 0.04, pauses: true });
  });

  it('reads rates, a warm-up and a sunset', () => {
    const { delivery, told } = read(`reputation: { window: 36h, complaintRate: 0.0005 }
warmUp: { from: 2026-03-01, growth: 1.5, until: 50000 }
sunset: { afterDays: 365, except: [sunset] }
`);
    expect(told).toEqual([]);
    expect(delivery).toMatchObject({
      reputation: { windowHours: 36, complaintRate: 0.0005, bounceRate: 0.04 },
      warmUp: {
        from: { year: 2026, month: 3, day: 1 },
        mails: { kind: 'growth', firstDay: 200, growth: 1.5 },
        until: 50_000,
      },
      sunset: { afterDays: 365, except: ['sunset'] },
    });
  });

  it('takes a number of mails for each day instead', () => {
    expect(read('warmUp: { from: 2026-03-01, days: [50, 100, 200] }').delivery?.warmUp?.mails).toEqual({
      kind: 'table',
      days: [50, 100, 200],
    });
  });

  it.each([
    ['reputation: { bounceRate: 0.05 }', '1:27: must be below 0.05: at 5 % bounces SES reviews the account'],
    ['reputation: { complaintRate: 0.001 }', '1:30: must be below 0.001: at 0.1 % complaints SES reviews'],
    ['reputation: { window: 90m }', '1:23: must be in hours or days'],
    ['reputation: { window: 60d }', '1:23: must be a duration such as 3d, 4h or 30m, from 1m to 30d'],
    ['reputation: { bounces: 0.02 }', '1:15: unknown field "bounces"'],
    ['warmUp: { from: tomorrow }', '1:17: '],
    ['warmUp: { from: 2026-03-01, days: [5], growth: 2 }', '1:48: "growth" does not go with "days"'],
    ['warmUp: { from: 2026-03-01, growth: 1 }', '1:37: must be'],
    [
      'sunset: { afterDays: 365, except: [sun-set] }',
      '1:36: there is no campaign "sun-set"; did you mean "sunset"?',
    ],
    ['sunset: { afterDays: 7 }', '1:22: must be at least 30, not 7'],
  ])('refuses %s: %s', (file, expected) => {
    expect(read(file).told).toContainEqual(expect.stringContaining(`delivery.yaml:${expected}`));
  });
});
