import * as z from 'zod';

/** What is stored of a product: its category, and what goes with it, best first, with the similarity (0 to 1). */
export const productDocumentSchema = z.object({
  category: z.string().optional(),
  neighbours: z.array(z.tuple([z.string(), z.number()])),
});
/** The part of it that a mail shows. */
export const productCategorySchema = productDocumentSchema.pick({ category: true });
export type ProductDocument = z.infer<typeof productDocumentSchema>;

/** What is stored of the shop's popular products, best first. */
export const popularProductsSchema = z.object({
  all: z.array(z.string()),
  byCategory: z.record(z.string(), z.array(z.string())),
});
export type PopularProducts = z.infer<typeof popularProductsSchema>;
