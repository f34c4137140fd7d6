import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  Scalar,
  type YAMLError,
} from 'yaml';
import type { ShopProblem } from './shop-problem.ts';
import { offsetInSource, positionAt, START_OF_FILE, type TextPosition } from './text-position.ts';

export type FieldPath = readonly PropertyKey[];

/** A YAML file that knows where each of its values stands. */
export interface YamlFile {
  readonly file: string;
  /** Plain data; an empty file is an empty mapping. Undefined where the syntax is broken. */
  readonly value: unknown;
  /** Broken syntax and repeated keys. */
  readonly problems: readonly ShopProblem[];
  /** Where the value stands; for a value that is not there, where what should hold it begins. */
  readonly positionOf: (path: FieldPath) => TextPosition;
  /** Where the key of the value stands. */
  readonly positionOfKey: (path: FieldPath) => TextPosition;
  /** Where the character at `offset` of the text value stands. */
  readonly positionWithin: (path: FieldPath, offset: number) => TextPosition;
}

interface Found {
  readonly key?: Node;
  readonly value?: Node;
  /** Whether all of the path was there, or only what should hold it. */
  readonly isWhole?: boolean;
}

/** Reads YAML so that every field can be found in the text again. Syntax errors are among its problems, with their places; nothing throws. */
export function parseYamlFile(file: string, source: string): YamlFile {
  const lineCounter = new LineCounter();
  const document = parseDocument(source, { lineCounter, prettyErrors: false, logLevel: 'error' });
  const at = (offset: number): TextPosition => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problems = worthTelling([...document.errors, ...document.warnings]).map((error) => ({
    file,
    ...at(error.pos[0]),
    path: '',
    message: inPlainWords(error.code, error.message),
  }));

  const find = (path: FieldPath): Found => {
    let found: Found = document.contents === null ? {} : { value: document.contents, isWhole: true };
    for (const segment of path) {
      const child = childOf(found.value, segment);
      if (child.value === undefined && child.key === undefined) return { ...found, isWhole: false };
      found = { ...child, isWhole: true };
    }
    return found;
  };
  const startOf = (node: Node | undefined) => (node?.range ? at(node.range[0]) : undefined);

  return {
    file,
    value: document.errors.length > 0 ? undefined : (document.toJS() ?? {}),
    problems,
    positionOf: (path) => {
      const { key, value, isWhole } = find(path);
      return startOf(isWhole && isOnKeyLine(value) ? value : (key ?? value)) ?? START_OF_FILE;
    },
    positionOfKey: (path) => {
      const { key, value } = find(path);
      return startOf(key ?? value) ?? START_OF_FILE;
    },
    positionWithin: (path, offset) => {
      const { value } = find(path);
      if (!isScalar(value) || typeof value.value !== 'string' || !value.range) return START_OF_FILE;
      const start = contentStart(source, value);
      return positionAt(source, offsetInSource(source, start, value.value, offset));
    },
  };
}

function childOf(node: Node | undefined, segment: PropertyKey): Found {
  if (isSeq<Node>(node) && typeof segment === 'number') {
    const value = node.items[segment];
    return value === undefined ? {} : { value };
  }
  if (!isMap<Node, Node | null>(node)) return {};
  const pair: Pair<Node, Node | null> | undefined = node.items.find(
    ({ key }) => isScalar(key) && String(key.value) === String(segment),
  );
  if (pair === undefined) return {};
  return pair.value === null ? { key: pair.key } : { key: pair.key, value: pair.value };
}

/** Of an empty value and of a block that begins below its key, the key is the better place to point at. */
const isOnKeyLine = (value: Node | undefined): boolean =>
  isScalar(value) ? value.value !== null : (isMap(value) || isSeq(value)) && value.flow === true;

/** Offset of a text's first character: past the quote, or past the header of a block. */
function contentStart(source: string, node: Scalar): number {
  const start = node.range?.[0] ?? 0;
  if (node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE) return start + 1;
  if (node.type !== Scalar.BLOCK_FOLDED && node.type !== Scalar.BLOCK_LITERAL) return start;
  return source.indexOf('\n', start) + 1;
}

/** After the first mistake in the notation the rest of the file is read wrong, and its mistakes mean nothing. */
function worthTelling(errors: readonly YAMLError[]): YAMLError[] {
  const repeated = errors.filter((error) => error.code === 'DUPLICATE_KEY');
  const broken = errors.filter((error) => error.code !== 'DUPLICATE_KEY');
  return [...repeated, ...broken.slice(0, 1)];
}

function inPlainWords(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'this field is given twice; remove one';
  if (code === 'TAB_AS_INDENT') return 'indent with spaces, not tabs';
  if (message.startsWith('Nested mappings are not allowed in compact'))
    return 'not valid YAML: put text that holds ": " in quotation marks';
  if (message.startsWith('Unexpected scalar at node end'))
    return `not valid YAML: text goes on after its closing quotation mark; put all of it between '...'`;
  if (code === 'TAG_RESOLVE_FAILED') return "not valid YAML: put text that begins with ! between '...'";
  return `not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
}
