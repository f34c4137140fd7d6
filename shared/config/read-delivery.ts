import type { DeliveryRules } from '../domain/delivery-rules.ts';
import type { WarmUpRules } from '../domain/reputation/warm-up.ts';
import { nearestName } from '../nearest-name.ts';
import { deliveryFileSchema, WARM_UP_DEFAULTS } from './files/delivery-file.ts';
import { durationMs } from './files/duration-text.ts';
import type { ShopFolder } from './read-shop-folder.ts';
import type { ShopProblems } from './shop-problems.ts';

const HOUR_MS = 3_600_000;

/** Reads delivery.yaml, which a shop may do without; undefined, with the problems added, where something is wrong. */
export function readDelivery(folder: ShopFolder, problems: ShopProblems): DeliveryRules | undefined {
  const file = problems.readOptional('delivery.yaml', deliveryFileSchema);
  if (file === undefined) return undefined;
  const { reputation, warmUp, sunset } = file.value;
  const known = [...folder.files.keys()].flatMap(
    (path) => /^campaigns\/([^/]+)\.yaml$/.exec(path)?.[1] ?? [],
  );
  const unknown = (sunset?.except ?? []).map((name, position) => ({ name, position }));
  for (const { name, position } of unknown.filter(({ name }) => !known.includes(name))) {
    const path = ['sunset', 'except', position];
    problems.addAt(file.yaml, path, `there is no campaign "${name}"`, nearestName(name, known));
  }
  const { window, ...rates } = reputation;
  return {
    reputation: { ...rates, windowHours: durationMs(window) / HOUR_MS },
    ...(warmUp !== undefined && { warmUp: warmUpOf(warmUp) }),
    ...(sunset !== undefined && { sunset }),
  };
}

type WarmUpFile = NonNullable<ReturnType<typeof deliveryFileSchema.parse>['warmUp']>;

function warmUpOf({ from, firstDay, growth, days, until }: WarmUpFile): WarmUpRules {
  const [year = 1970, month = 1, day = 1] = from.split('-').map(Number);
  return {
    from: { year, month, day },
    mails:
      days === undefined
        ? {
            kind: 'growth',
            firstDay: firstDay ?? WARM_UP_DEFAULTS.firstDay,
            growth: growth ?? WARM_UP_DEFAULTS.growth,
          }
        : { kind: 'table', days },
    ...(until !== undefined && { until }),
  };
}
