import type { Text } from '../text/en.ts';
import { showGroup } from '../text/show-group.ts';
import { showNeed } from '../text/show-need.ts';

/** What the domain says where a class cannot be told. */
const TOO_LITTLE = 'too little known';

/** A class of an explanation and its value in words; those of another release are shown as they are. */
export const showExplained = {
  name: (name: string, text: Text): string => {
    const words: Readonly<Record<string, string>> = text.explanation.className;
    return words[name] ?? name;
  },
  value: (name: string, value: string, text: Text): string => {
    if (value === TOO_LITTLE) return text.explanation.tooLittle;
    if (name === 'RFM group') return value === '' ? text.nothing : showGroup(value, text);
    if (name === 'price' || name === 'novelty') return showNeed(name, value, text);
    const byClass: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      stage: text.stage,
      tier: text.tier,
      frequency: text.frequency,
    };
    return byClass[name]?.[value] ?? value;
  },
} as const;
