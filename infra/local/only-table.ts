import { PerennialError } from '../../shared/perennial-error.ts';
import type { LocalTopology, TableResource } from './template/local-topology.ts';

/** The one table of the templates. Throws `LOCAL.TABLE` where there is none or another one. */
export function onlyTable(topology: LocalTopology): TableResource {
  const [table, ...others] = topology.tables;
  if (table !== undefined && others.length === 0) return table;
  throw new PerennialError('LOCAL.TABLE', {
    message: `The local runtime keeps one table; the templates have ${topology.tables.length}.`,
  });
}

/** Answers `value` to the name of that table, and throws `LOCAL.TABLE` for any other. */
export function byTableName<T>(table: TableResource, value: T): (tableName: string) => T {
  return (tableName) => {
    if (tableName === table.name) return value;
    throw new PerennialError('LOCAL.TABLE', { message: `There is no table ${tableName} in the templates.` });
  };
}
