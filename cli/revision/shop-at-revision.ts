import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { ShopFolder } from '../../shared/config/read-shop-folder.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import { runGit } from './run-git.ts';

/**
 * A shop's files as they were at a git revision: a commit, a tag or a branch. Nothing is checked out. Throws `GIT.NOT_INSTALLED`,
 * `GIT.NO_REPOSITORY`, `GIT.NO_REVISION` and, where the folder was not there then, `GIT.NO_SHOP`.
 */
export async function shopAtRevision(directory: string, revision: string): Promise<ShopFolder> {
  if (!existsSync(directory))
    throw new PerennialError('SHOP.NO_FOLDER', {
      message: `There is no folder ${directory}. Name the shop's folder with --shop.`,
    });
  const commit = await findCommit(directory, revision);
  const blobs = (await runGit(directory, ['ls-tree', '-r', '-z', commit, '--', '.']))
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const [, sha, path] = /^\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
      return sha === undefined || path === undefined || isHidden(path) ? [] : [{ sha, path }];
    })
    .sort((one, other) => (one.path < other.path ? -1 : 1));
  if (!blobs.some(({ path }) => path === 'shop.yaml'))
    throw new PerennialError('GIT.NO_SHOP', {
      message: `At "${revision}" there is no shop.yaml in ${directory}: the shop's files were elsewhere, or not there yet.`,
      details: { revision },
    });
  const contents = await readBlobs(
    directory,
    blobs.map(({ sha }) => sha),
  );
  const hash = createHash('sha256');
  const files = new Map<string, string>();
  blobs.forEach(({ path }, index) => {
    const content = contents[index] ?? Buffer.alloc(0);
    hash.update(`${path}\0${content.length}\0`).update(content);
    files.set(path, content.toString('utf8'));
  });
  return {
    directory,
    files,
    shownPath: (path) => `${revision}:${path}`,
    version: hash.digest('hex').slice(0, 16),
  };
}

const isHidden = (path: string): boolean => path.split('/').some((part) => part.startsWith('.'));

async function findCommit(directory: string, revision: string): Promise<string> {
  await runGit(directory, ['rev-parse', '--git-dir']).catch((cause: unknown) => {
    if (cause instanceof PerennialError && cause.code === 'GIT.NOT_INSTALLED') throw cause;
    throw new PerennialError('GIT.NO_REPOSITORY', {
      message: `${directory} is in no git repository, so there is no "${revision}" to compare with. Keep the shop's files in git.`,
      cause,
    });
  });
  const verify = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const found = await runGit(directory, verify).catch((cause: unknown) => {
    throw new PerennialError('GIT.NO_REVISION', {
      message: `Git knows no revision "${revision}". Give a commit, a tag or a branch, for example HEAD~1 or main.`,
      details: { revision },
      cause,
    });
  });
  return found.toString('utf8').trim();
}

/** Contents in the order of the object names. */
async function readBlobs(directory: string, names: readonly string[]): Promise<readonly Buffer[]> {
  const output = await runGit(directory, ['cat-file', '--batch'], `${names.join('\n')}\n`);
  let position = 0;
  return names.map(() => {
    const headerEnd = output.indexOf('\n', position);
    const size = Number(output.toString('utf8', position, headerEnd).split(' ')[2]);
    const content = output.subarray(headerEnd + 1, headerEnd + 1 + size);
    position = headerEnd + 1 + size + 1;
    return content;
  });
}
