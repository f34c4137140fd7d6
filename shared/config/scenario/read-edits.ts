import type { Rules } from '../../domain/rules.ts';
import { nearestName } from '../../nearest-name.ts';
import type { ScenarioFile } from '../files/scenario-file.ts';
import { readRules } from '../read-rules.ts';
import type { ShopFolder } from '../read-shop-folder.ts';
import { collectProblems, type ReadFile, type ShopProblems } from '../shop-problems.ts';

/** The rules after each edit of a timeline, by the entry's place in it. Files that are wrong are problems of the entry. */
export function readEdits(
  folder: ShopFolder,
  { value, yaml }: ReadFile<ScenarioFile>,
  problems: ShopProblems,
): ReadonlyMap<number, Rules> {
  const edited = new Map<number, Rules>();
  let files = folder.files;
  value.timeline.forEach((entry, index) => {
    if (entry.kind !== 'edit') return;
    const path = ['timeline', index];
    const { file, with: from } = entry;
    const content = from === undefined ? undefined : files.get(from);
    if (from === undefined ? !files.has(file) : content === undefined) {
      const [field, missing] = from === undefined ? ['file', file] : ['with', from];
      problems.addAt(
        yaml,
        [...path, field],
        `there is no file ${missing} in the shop's folder`,
        nearestName(missing, files.keys()),
      );
      return;
    }
    const next = new Map(files);
    if (content === undefined) next.delete(file);
    else next.set(file, content);
    files = next;
    const found = collectProblems({ ...folder, files });
    const rules = readRules({ ...folder, files }, found);
    for (const { line, column, message } of found.list)
      problems.addAt(yaml, path, `after this edit ${file}:${line}:${column} is wrong: ${message}`);
    if (rules !== undefined) edited.set(index, rules);
  });
  return edited;
}
