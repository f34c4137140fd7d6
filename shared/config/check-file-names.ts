import { nearestName } from '../nearest-name.ts';
import type { ShopFolder } from './read-shop-folder.ts';
import type { ShopProblems } from './shop-problems.ts';

/** The files of a shop that lie in its folder itself. */
const ROOT_FILES = [
  'shop.yaml',
  'rfm.yaml',
  'tiers.yaml',
  'lifecycle.yaml',
  'needs.yaml',
  'calibration.yaml',
  'segments.yaml',
  'calendar.yaml',
  'sending.yaml',
  'delivery.yaml',
  'sms.yaml',
  'experiments.yaml',
  'retention.yaml',
  'topics.yaml',
  'endpoints.yaml',
];

/** A YAML file that nothing reads is a rule that silently does not hold. */
export function checkFileNames(folder: ShopFolder, problems: ShopProblems): void {
  for (const path of folder.files.keys()) {
    if (/\.yml$/i.test(path))
      problems.addToFile(path, 'name it .yaml, so that there is one way to name files');
    else if (!path.includes('/') && path.endsWith('.yaml') && !ROOT_FILES.includes(path))
      problems.addToFile(path, 'nothing reads this file', nearestName(path, ROOT_FILES));
    else if (/^campaigns\/.*\/.*\.yaml$/.test(path))
      problems.addToFile(path, 'campaigns are files in campaigns/ itself, not in folders in it');
  }
}
