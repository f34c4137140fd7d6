import { PerennialError } from '../../../shared/perennial-error.ts';
import type { RouteResource } from '../template/local-topology.ts';

export interface MatchedRoute {
  readonly route: RouteResource;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface CompiledRoute {
  readonly route: RouteResource;
  readonly method: string;
  readonly expression: RegExp;
  /** Lower goes first. */
  readonly rank: number;
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** A full path goes before one with variables, that before a greedy one; a named method before ANY; `$default` is last. */
function compile(route: RouteResource): CompiledRoute {
  if (route.routeKey === '$default') return { route, method: 'ANY', expression: /^/, rank: 1000 };
  const [, method, path] = /^([A-Z]+) (\/.*)$/.exec(route.routeKey) ?? [];
  if (method === undefined || path === undefined) {
    throw new PerennialError('LOCAL.ROUTE', { message: `"${route.routeKey}" is not a route key.` });
  }
  const pattern = path
    .split(/(\{[^}]+\})/)
    .map((part) => {
      const [, name, greedy] = /^\{([A-Za-z0-9_]+)(\+?)\}$/.exec(part) ?? [];
      if (name === undefined) return part.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
      return `(?<${name}>${greedy === '+' ? '.+' : '[^/]+'})`;
    })
    .join('');
  const isGreedy = path.includes('+}');
  const variables = path.match(/\{/g)?.length ?? 0;
  return {
    route,
    method,
    expression: new RegExp(`^${pattern}$`),
    rank: (isGreedy ? 200 : 0) + variables * 2 + (method === 'ANY' ? 1 : 0),
  };
}

/** Finds the route of a request as an HTTP API does; undefined where there is none. Throws `LOCAL.ROUTE` for a bad route key. */
export function createRouteTable(
  routes: readonly RouteResource[],
): (method: string, path: string) => MatchedRoute | undefined {
  const compiled = routes.map(compile).sort((one, other) => one.rank - other.rank);
  return (method, path) => {
    for (const { route, method: wanted, expression } of compiled) {
      if (wanted !== 'ANY' && wanted !== method) continue;
      const match = expression.exec(path);
      if (match === null) continue;
      const pathParameters = Object.fromEntries(
        Object.entries(match.groups ?? {}).map(([name, value]) => [name, decode(value)]),
      );
      return { route, pathParameters };
    }
    return undefined;
  };
}
