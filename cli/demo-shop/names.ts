import type { SeededRandom } from './seeded-random.ts';

export type NameStock = 'english' | 'german' | 'chinese' | 'japanese';

/** A person's name as written, and in plain Latin letters for an address. */
export interface PersonName {
  readonly full: string;
  readonly latin: string;
}

type Words = readonly [string, ...string[]];

const LATIN: Readonly<
  Record<Exclude<NameStock, 'chinese'>, { readonly given: Words; readonly family: Words }>
> = {
  english: {
    given: [
      'Olivia',
      'James',
      'Amelia',
      'Noah',
      'Grace',
      'Henry',
      'Ruth',
      'Samuel',
      'Nora',
      'Daniel',
      'Maya',
      'Thomas',
      'Alice',
      'Leo',
      'Hannah',
      'Marcus',
      'Chloe',
      'Peter',
      'Zoe',
      'Adam',
      'Priya',
      'Omar',
      'Rosa',
      'Ethan',
      'Jean',
      'Walter',
    ],
    family: [
      'Smith',
      'Johnson',
      'Taylor',
      'Brown',
      'Walker',
      'Patel',
      'Nguyen',
      'Garcia',
      'Clark',
      'Hughes',
      'Murphy',
      'Young',
      'Bennett',
      'Cooper',
      'Reed',
      'Khan',
      'Foster',
      'Hayes',
      'Coleman',
      'Webb',
      'Doyle',
      'Lowe',
      'Hart',
      'Silva',
    ],
  },
  german: {
    given: [
      'Anna',
      'Lukas',
      'Clara',
      'Felix',
      'Jonas',
      'Greta',
      'Paul',
      'Lena',
      'Emil',
      'Ida',
      'Karl',
      'Marie',
      'Jürgen',
    ],
    family: [
      'Schmidt',
      'Weber',
      'Becker',
      'Wagner',
      'Hoffmann',
      'Koch',
      'Richter',
      'Klein',
      'Wolf',
      'Krüger',
      'Vogel',
    ],
  },
  japanese: {
    given: [
      'Haruka',
      'Yuto',
      'Sakura',
      'Ren',
      'Aoi',
      'Sota',
      'Hina',
      'Daiki',
      'Yui',
      'Kenji',
      'Misaki',
      'Takumi',
    ],
    family: [
      'Sato',
      'Suzuki',
      'Takahashi',
      'Tanaka',
      'Watanabe',
      'Ito',
      'Yamamoto',
      'Nakamura',
      'Kobayashi',
      'Kato',
    ],
  },
};

type Character = readonly [written: string, pinyin: string];

const FAMILY: readonly [Character, ...Character[]] = [
  ['王', 'wang'],
  ['李', 'li'],
  ['张', 'zhang'],
  ['刘', 'liu'],
  ['陈', 'chen'],
  ['杨', 'yang'],
  ['黄', 'huang'],
  ['赵', 'zhao'],
  ['吴', 'wu'],
  ['周', 'zhou'],
  ['徐', 'xu'],
  ['孙', 'sun'],
  ['马', 'ma'],
  ['朱', 'zhu'],
  ['胡', 'hu'],
  ['郭', 'guo'],
  ['何', 'he'],
  ['林', 'lin'],
  ['罗', 'luo'],
  ['欧阳', 'ouyang'],
];
const GIVEN: readonly [Character, ...Character[]] = [
  ['芳', 'fang'],
  ['伟', 'wei'],
  ['娜', 'na'],
  ['敏', 'min'],
  ['静', 'jing'],
  ['磊', 'lei'],
  ['洋', 'yang'],
  ['艳', 'yan'],
  ['勇', 'yong'],
  ['杰', 'jie'],
  ['雨桐', 'yutong'],
  ['子涵', 'zihan'],
  ['欣怡', 'xinyi'],
  ['浩然', 'haoran'],
  ['思远', 'siyuan'],
  ['梓萱', 'zixuan'],
  ['建国', 'jianguo'],
  ['晓明', 'xiaoming'],
  ['佳琪', 'jiaqi'],
  ['明轩', 'mingxuan'],
];

function plainLetters(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
}

/** Draws a name. */
export function drawName(random: SeededRandom, stock: NameStock): PersonName {
  if (stock === 'chinese') {
    const [family, familyPinyin] = random.pick(FAMILY);
    const [given, givenPinyin] = random.pick(GIVEN);
    return { full: `${family}${given}`, latin: `${givenPinyin}.${familyPinyin}` };
  }
  const { given, family } = LATIN[stock];
  const first = random.pick(given);
  const last = random.pick(family);
  return { full: `${first} ${last}`, latin: `${plainLetters(first)}.${plainLetters(last)}` };
}
