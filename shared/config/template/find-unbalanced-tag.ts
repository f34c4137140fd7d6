import { positionAt, type TextPosition } from '../text-position.ts';

const TAG = /<!--[\s\S]*?-->|<(\/?)(mj[\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/g;

/** The first MJML tag that is not closed, or closes what is not open. The MJML compiler lets it pass, and drops content. */
export function findUnbalancedTag(source: string): (TextPosition & { readonly message: string }) | undefined {
  const open: { readonly name: string; readonly offset: number }[] = [];
  for (const match of source.matchAll(TAG)) {
    const [, slash, name, attributes = ''] = match;
    if (name === undefined || attributes.endsWith('/')) continue;
    if (slash !== '/') {
      open.push({ name, offset: match.index });
      continue;
    }
    const last = open.pop();
    if (last === undefined)
      return { ...positionAt(source, match.index), message: `</${name}> closes nothing` };
    if (last.name !== name) return { ...positionAt(source, last.offset), message: unclosed(last.name) };
  }
  const last = open.at(-1);
  return last && { ...positionAt(source, last.offset), message: unclosed(last.name) };
}

const unclosed = (name: string): string => `<${name}> is not closed; write </${name}> where it ends`;
