import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { CampaignPreview } from '../../shared/app/preview/preview-campaign.ts';
import { loadShop } from '../../shared/config/load-shop.ts';
import { compileRules } from '../../shared/domain/compiled-rules.ts';
import { PerennialError } from '../../shared/perennial-error.ts';
import { previewLines } from '../preview/preview-lines.ts';
import { printResult } from '../print-result.ts';

interface PreviewOptions {
  readonly shop: string;
  readonly step?: string;
  readonly as?: readonly string[];
  readonly html?: string;
  readonly json?: boolean;
}

export function addPreviewCommand(program: Command): void {
  program
    .command('preview')
    .argument('<campaign>', 'name of the campaign')
    .description('show what a campaign would send to somebody: subject, text, HTML, parts of a text message')
    .option('--step <name>', 'one step only; all that send where not given')
    .option(
      '--as <values...>',
      'whom for, such as tier=mid,stage=lapsed,locale=zh-CN,name=Mei,variant=offer,attributes.points=120,entry.total=30',
    )
    .option('--html <file>', 'write the HTML of the mail to a file; of several, give --step')
    .option('--shop <dir>', "folder of the shop's files", 'shop')
    .option('--json', 'print one JSON object')
    .action(async (campaign: string, options: PreviewOptions) => {
      // Liquid takes longer to load than most commands to run.
      const { previewCampaign } = await import('../../shared/app/preview/preview-campaign.ts');
      const { rules, templates } = await loadShop(options.shop);
      const request = {
        campaign,
        ...(options.step !== undefined && { step: options.step }),
        as: (options.as ?? []).join(','),
      };
      const preview = previewCampaign(request, { rules: compileRules(rules), templates });
      if (options.html !== undefined) await writeHtml(preview, options.html);
      const written = options.html === undefined ? [] : ['', `HTML: ${options.html}`];
      printResult(preview, [...previewLines(preview), ...written], options.json ?? false);
    });
}

async function writeHtml(preview: CampaignPreview, file: string): Promise<void> {
  const mails = preview.steps.flatMap(({ messages }) =>
    messages.filter((message) => message.status === 'mail'),
  );
  const [mail, another] = mails;
  if (mail === undefined || another !== undefined) {
    const names = preview.steps.map(({ step }) => step).join(', ');
    const message =
      mail === undefined
        ? `Campaign "${preview.campaign}" would send this person no mail, so there is no HTML.`
        : `Campaign "${preview.campaign}" sends several mails. Name one with --step: ${names}.`;
    throw new PerennialError('PREVIEW.NOT_ONE_MAIL', { message });
  }
  try {
    await writeFile(file, mail.html);
  } catch (cause) {
    throw new PerennialError('CLI.NOT_WRITTEN', {
      message: `The file ${file} cannot be written. Name another one with --html.`,
      details: { file },
      cause,
    });
  }
}
