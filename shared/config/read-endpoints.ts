import type { EndpointRules } from '../domain/webhook/endpoint-rules.ts';
import { endpointsFileSchema } from './files/endpoints-file.ts';
import type { ShopFolder } from './read-shop-folder.ts';
import type { ShopProblems } from './shop-problems.ts';

const FILE = 'endpoints.yaml';

type ReadEndpoints =
  /** The shop has no such file: what its webhook steps ask for goes to the bus alone. */
  | { readonly status: 'none' }
  | { readonly status: 'unreadable' }
  | { readonly status: 'read'; readonly endpoints: readonly EndpointRules[] };

/** Reads endpoints.yaml, which a shop may do without; adds the problems where something is wrong. */
export function readEndpoints(folder: ShopFolder, problems: ShopProblems): ReadEndpoints {
  if (!folder.files.has(FILE)) return { status: 'none' };
  const file = problems.read(FILE, endpointsFileSchema);
  if (file === undefined) return { status: 'unreadable' };
  const endpoints = Object.entries(file.value).map(([name, { description: _, ...rules }]) => ({
    name,
    ...rules,
    include: [...new Set(rules.include)],
  }));
  return { status: 'read', endpoints };
}
