import type { ShopFolder } from '../read-shop-folder.ts';

/** Texts and parts that all templates share live in this folder of templates/. */
export const SHARED_TEMPLATE_FOLDER = '_shared';

const TEMPLATE_FILE = /^templates\/([^/]+)\/[^/]+$/;

/** The folders in templates/, each of which is one template. */
export function templateNames(folder: ShopFolder): string[] {
  const names = [...folder.files.keys()].map((path) => TEMPLATE_FILE.exec(path)?.[1]);
  return [...new Set(names)].filter(
    (name): name is string => name !== undefined && name !== SHARED_TEMPLATE_FOLDER,
  );
}
