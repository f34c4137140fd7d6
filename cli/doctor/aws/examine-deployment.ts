import { readSettings } from '../../../infra/aws/read-settings.ts';
import { checkShop } from '../../../shared/config/load-shop.ts';
import { createSystemDns } from '../dns/system-dns.ts';
import type { Finding } from '../finding.ts';
import { checkShopFiles } from '../machine/check-shop-files.ts';
import { connectAws } from './connect-aws.ts';
import { examineAws } from './examine-aws.ts';
import { examineMail } from './examine-mail.ts';
import { type ShopNeeds, shopNeeds } from './shop-needs.ts';

interface DeploymentOptions {
  /** The settings file. */
  readonly config: string;
  readonly stage: string;
  readonly shop: string;
  readonly region?: string;
  /** IP address of a DNS server, with a port where it is not 53. Absent: those of this machine. */
  readonly resolver?: string;
}

const NOTHING: ShopNeeds = { paces: [], textCampaigns: [], secrets: [] };

/** What one stage lacks, on AWS and in DNS, to send. Nothing is changed. Throws `AWS.SETTINGS`. */
export async function examineDeployment(options: DeploymentOptions): Promise<Finding[]> {
  const settings = readSettings({ file: options.config, stage: options.stage });
  const dns = createSystemDns(options.resolver === undefined ? [] : [options.resolver]);
  const { bundle } = await checkShop(options.shop, { templates: false });
  const ofShop = bundle === undefined ? [await checkShopFiles(options.shop)] : [];
  const region = options.region ?? settings.region;
  const connected = await connectAws(region === undefined ? {} : { region });
  if ('fault' in connected) return [connected.fault, ...ofShop, ...(await examineMail({ settings, dns }))];
  const needs = bundle === undefined ? NOTHING : shopNeeds(bundle.rules);
  return [...ofShop, ...(await examineAws(connected.aws, { settings, needs, dns, now: Date.now() }))];
}
