import type * as z from 'zod';
import { parseFile, problemAt } from './parse-file.ts';
import type { ShopFolder } from './read-shop-folder.ts';
import type { ShopProblem } from './shop-problem.ts';
import { START_OF_FILE } from './text-position.ts';
import { type FieldPath, parseYamlFile, type YamlFile } from './yaml-file.ts';

/** A file that was read: what it says, and the file itself for naming places in it. */
export interface ReadFile<T> {
  readonly value: T;
  readonly yaml: YamlFile;
}

/** Collects what is wrong while a shop's files are read, so that a person sees all of it at once. */
export interface ShopProblems {
  readonly list: readonly ShopProblem[];
  /** The same problem, found again by way of another file that uses the part, is told once. */
  readonly add: (problem: ShopProblem) => void;
  readonly addAt: (yaml: YamlFile, path: FieldPath, message: string, suggestion?: string) => void;
  readonly addToFile: (path: string, message: string, suggestion?: string) => void;
  /** Reads a YAML file of the folder; undefined, with the problems added, where it is missing or wrong. */
  readonly read: <Schema extends z.ZodType>(
    path: string,
    schema: Schema,
  ) => ReadFile<z.output<Schema>> | undefined;
  /** The same of a file that a shop may do without: a missing one is as good as an empty one. */
  readonly readOptional: <Schema extends z.ZodType>(
    path: string,
    schema: Schema,
  ) => ReadFile<z.output<Schema>> | undefined;
}

/** An empty list of what is wrong with the files of `folder`; each problem is told once. Nothing throws: what cannot be read is a problem. */
export function collectProblems(folder: ShopFolder): ShopProblems {
  const list: ShopProblem[] = [];
  const told = new Set<string>();
  const add = (problem: ShopProblem) => {
    const key = JSON.stringify(problem);
    if (!told.has(key)) list.push(problem);
    told.add(key);
  };
  const addToFile = (path: string, message: string, suggestion?: string) => {
    const problem = { file: folder.shownPath(path), ...START_OF_FILE, path: '', message };
    add(suggestion === undefined ? problem : { ...problem, suggestion });
  };
  const readSource = <Schema extends z.ZodType>(path: string, source: string, schema: Schema) => {
    const yaml = parseYamlFile(folder.shownPath(path), source);
    const parsed = parseFile(yaml, schema);
    if (parsed.ok) return { value: parsed.value, yaml };
    parsed.problems.forEach(add);
    return undefined;
  };
  return {
    list,
    add,
    addAt: (yaml, path, message, suggestion) => add(problemAt(yaml, path, message, suggestion)),
    addToFile,
    read: (path, schema) => {
      const source = folder.files.get(path);
      if (source !== undefined) return readSource(path, source, schema);
      addToFile(path, 'this file is missing; the shop needs it');
      return undefined;
    },
    readOptional: (path, schema) => readSource(path, folder.files.get(path) ?? '', schema),
  };
}
