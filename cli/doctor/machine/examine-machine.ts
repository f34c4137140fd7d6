import type { Finding } from '../finding.ts';
import { checkChromium } from './check-chromium.ts';
import { checkDataFolder } from './check-data-folder.ts';
import { checkJava } from './check-java.ts';
import { checkNode } from './check-node.ts';
import { checkPort } from './check-port.ts';
import { checkShopFiles } from './check-shop-files.ts';

interface Machine {
  readonly shop: string;
  readonly data: string;
  readonly port: number;
}

/** What this machine lacks for the local runtime and the tests, and what for. */
export const examineMachine = async ({ shop, data, port }: Machine): Promise<Finding[]> =>
  await Promise.all([
    checkNode(),
    checkJava(),
    checkChromium(),
    checkDataFolder(data),
    checkPort(port),
    checkShopFiles(shop),
  ]);
