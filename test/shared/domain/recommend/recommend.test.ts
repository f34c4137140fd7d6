import { describe, expect, it } from 'vitest';
import type { Neighbour } from '../../../../shared/domain/recommend/product-neighbours.ts';
import {
  QUERY_ITEMS,
  type RecommenderLookup,
  recommend,
} from '../../../../shared/domain/recommend/recommend.ts';

interface Shelf {
  readonly neighbours?: Readonly<Record<string, readonly Neighbour[]>>;
  readonly categories?: Readonly<Record<string, string>>;
  readonly popular?: readonly string[];
  readonly popularIn?: Readonly<Record<string, readonly string[]>>;
}

const lookup = (shelf: Shelf): RecommenderLookup => ({
  neighboursOf: (sku) => shelf.neighbours?.[sku] ?? [],
  categoryOf: (sku) => shelf.categories?.[sku],
  popular: shelf.popular ?? [],
  popularIn: (category) => shelf.popularIn?.[category] ?? [],
});

const near = (sku: string, score: number): Neighbour => ({ sku, score });

describe('recommend', () => {
  it('sums the scores of the recent items', () => {
    const shelf = lookup({
      neighbours: {
        tea: [near('pot', 0.5), near('cup', 0.3)],
        honey: [near('spoon', 0.4), near('cup', 0.3)],
      },
    });
    expect(recommend(['tea', 'honey'], shelf, { count: 3 })).toEqual(['cup', 'pot', 'spoon']);
  });

  it('counts the neighbours of a newer item for more, and those of equal score by SKU', () => {
    const shelf = lookup({ neighbours: { a: [near('x', 0.5)], b: [near('w', 0.5), near('v', 0.5)] } });
    expect(recommend(['a', 'b'], shelf, { count: 3 })).toEqual(['x', 'v', 'w']);
    expect(recommend(['b', 'a'], shelf, { count: 3 })).toEqual(['v', 'w', 'x']);
  });

  it('does not count an item twice that was bought twice', () => {
    const shelf = lookup({ neighbours: { a: [near('x', 0.5)], b: [near('y', 0.4)] } });
    expect(recommend(['a', 'b', 'b', 'b'], shelf, { count: 1 })).toEqual(['x']);
  });

  it("fills up with what is popular in the items' categories, newest first, then with what is popular in all", () => {
    const shelf = lookup({
      neighbours: { tea: [near('pot', 0.5)] },
      categories: { tea: 'teas', plate: 'pottery' },
      popular: ['oolong', 'soap', 'plate'],
      popularIn: { teas: ['oolong', 'tea'], pottery: ['vase', 'plate'] },
    });
    expect(recommend(['plate', 'tea'], shelf, { count: 9 })).toEqual(['pot', 'vase', 'oolong', 'soap']);
    expect(recommend(['plate', 'tea'], shelf, { count: 2 })).toEqual(['pot', 'vase']);
  });

  it('recommends what is popular to a customer who bought nothing', () => {
    expect(recommend([], lookup({ popular: ['tea', 'cup', 'pot'] }), { count: 2 })).toEqual(['tea', 'cup']);
  });

  it('puts the category that is wished for before all else, and fills up from the others', () => {
    const shelf = lookup({
      neighbours: { tea: [near('cup', 0.9), near('oolong', 0.2)] },
      categories: { tea: 'teas', oolong: 'teas', cup: 'pottery' },
      popular: ['soap'],
      popularIn: { teas: ['sencha', 'tea'] },
    });
    expect(recommend(['tea'], shelf, { count: 9, category: 'teas' })).toEqual([
      'oolong',
      'sencha',
      'cup',
      'soap',
    ]);
  });

  it('leaves out what is excluded, and looks no further back than it says', () => {
    const items = Array.from({ length: QUERY_ITEMS + 1 }, (_, at) => `P${at}`);
    const oldest = `P${QUERY_ITEMS}`;
    const shelf = lookup({
      neighbours: { P0: [near(oldest, 0.9), near('x', 0.8), near('y', 0.7)], [oldest]: [near('z', 0.9)] },
    });
    expect(recommend(items, shelf, { count: 9, exclude: new Set(['x']) })).toEqual(['y']);
  });
});
