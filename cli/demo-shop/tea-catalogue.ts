/** The demo shop's categories. */
export const CATEGORIES = [
  'green-tea',
  'black-tea',
  'oolong',
  'herbal',
  'teaware',
  'cups',
  'gifts',
  'sweets',
] as const;
export type Category = (typeof CATEGORIES)[number];

export interface Product {
  readonly sku: string;
  readonly category: Category;
  /** In minor units. */
  readonly price: number;
  /** How often it is bought beside the others of its category. */
  readonly weight: number;
}

/** Product code to price in minor units, the best sellers of a category first. */
const PRICES: Readonly<Record<Category, Readonly<Record<string, number>>>> = {
  'green-tea': {
    'sencha-100g': 1450,
    'longjing-50g': 2600,
    'genmaicha-100g': 1250,
    'gunpowder-100g': 990,
    'matcha-30g': 2900,
    'biluochun-50g': 2800,
    'jasmine-pearls-50g': 2100,
    'hojicha-100g': 1350,
    'gyokuro-50g': 3900,
  },
  'black-tea': {
    'earl-grey-100g': 1150,
    'assam-100g': 1050,
    'darjeeling-first-flush-50g': 2400,
    'keemun-100g': 1650,
    'lapsang-souchong-100g': 1550,
    'ceylon-100g': 1100,
    'dianhong-50g': 1900,
    'breakfast-250g': 1800,
    'chai-masala-100g': 1300,
  },
  oolong: {
    'tieguanyin-100g': 2200,
    'da-hong-pao-50g': 3400,
    'oriental-beauty-50g': 3200,
    'milk-oolong-100g': 1950,
    'dong-ding-100g': 2500,
    'phoenix-dancong-50g': 3600,
    'aged-pu-er-cake': 5800,
    'ripe-pu-er-100g': 1850,
  },
  herbal: {
    'chamomile-50g': 890,
    'peppermint-50g': 850,
    'rooibos-100g': 950,
    'chrysanthemum-50g': 1050,
    'ginger-lemon-50g': 920,
    'hibiscus-50g': 880,
    'barley-roasted-200g': 790,
  },
  teaware: {
    'glass-teapot-600ml': 3200,
    'gaiwan-porcelain': 2400,
    'cast-iron-teapot': 7900,
    'yixing-teapot': 11800,
    'gooseneck-kettle': 8900,
    'bamboo-tray': 4600,
    'matcha-whisk-set': 3500,
    'strainer-steel': 1200,
    'tea-caddy': 1900,
  },
  cups: {
    'celadon-cup': 1800,
    'double-wall-glass-2': 2600,
    'travel-tumbler': 2900,
    'stoneware-mug': 2200,
    'tasting-cups-6': 3300,
    'crane-cup-pair': 4400,
    'raku-bowl': 6200,
  },
  gifts: {
    'sampler-12': 2800,
    'advent-calendar': 4800,
    'spring-festival-box': 6800,
    'gift-card-50': 5000,
    'wedding-tea-set': 14800,
    'starter-kit': 5400,
  },
  sweets: {
    'mooncake-4': 3600,
    'shortbread-tin': 1400,
    'candied-ginger': 950,
    'osmanthus-honey': 1600,
    'pineapple-cakes-8': 2200,
    'dark-chocolate-matcha': 880,
  },
};

function productsOf(category: Category): [Product, ...Product[]] {
  const [first, ...others] = Object.entries(PRICES[category]).map(([sku, price], rank) => ({
    sku,
    category,
    price,
    weight: 1 / (rank + 1.5),
  }));
  if (first === undefined) {
    throw new RangeError(`category ${category} has no products`);
  }
  return [first, ...others];
}

/** All products by category; none is empty. */
export const PRODUCTS: Readonly<Record<Category, readonly [Product, ...Product[]]>> = {
  'green-tea': productsOf('green-tea'),
  'black-tea': productsOf('black-tea'),
  oolong: productsOf('oolong'),
  herbal: productsOf('herbal'),
  teaware: productsOf('teaware'),
  cups: productsOf('cups'),
  gifts: productsOf('gifts'),
  sweets: productsOf('sweets'),
};
