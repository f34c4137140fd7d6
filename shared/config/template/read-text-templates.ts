import type { MessageTemplate, Templates } from '../../domain/message/template.ts';
import type { ShopSettings } from '../../domain/shop-settings.ts';
import type { ShopFolder } from '../read-shop-folder.ts';
import type { ShopProblems } from '../shop-problems.ts';
import { textIn } from './plain-texts.ts';
import { readLanguages } from './read-languages.ts';
import { shopVariables } from './sample-variables.ts';
import { templateNames } from './template-names.ts';
import { mjmlPathOf } from './template-sources.ts';

/** The text messages alone, neither checked nor tried: a fraction of the work, for who only counts what would be sent. */
export function readTextTemplates(folder: ShopFolder, shop: ShopSettings, problems: ShopProblems): Templates {
  const context = { shop: { ...shopVariables(shop) }, links: shop.links };
  return Object.fromEntries(
    templateNames(folder).map((name) => {
      const hasMail = folder.files.has(mjmlPathOf(name));
      const languages = [...readLanguages({ folder, problems }, name, hasMail)];
      return [
        name,
        Object.fromEntries(
          languages.flatMap(([locale, own]): [string, MessageTemplate][] => {
            const sms = own.get('sms')?.text;
            return sms === undefined ? [] : [[locale, { sms: textIn(context, sms) }]];
          }),
        ),
      ];
    }),
  );
}
