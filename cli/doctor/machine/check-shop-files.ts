import { checkShop } from '../../../shared/config/load-shop.ts';
import type { Finding } from '../finding.ts';

/** Whether the shop's files can be used; `perennial check` has the places. */
export async function checkShopFiles(folder: string): Promise<Finding> {
  const { problems } = await checkShop(folder, { templates: false });
  return problems.length === 0
    ? { name: `Shop files in ${folder}`, status: 'ok', detail: 'no problems' }
    : {
        name: `Shop files in ${folder}`,
        status: 'broken',
        detail: `${problems.length} problems; run perennial check --shop ${folder}`,
      };
}
