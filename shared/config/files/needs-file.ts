import * as z from 'zod';

const shareSchema = z.number().min(0).max(1);
const countSchema = z.int().min(1).max(1000);

export const needsFileSchema = z
  .strictObject({
    minimumOrders: countSchema
      .default(3)
      .describe('Orders with contents from which on it is said what the price means to a customer.'),
    discountShare: shareSchema
      .default(0.6)
      .describe('From this share, 0 to 1, of discounted orders on, a customer seeks discounts.'),
    fullPriceShare: shareSchema
      .default(0.2)
      .describe(
        'Up to this share of discounted orders, a customer buys at full price; less than discountShare.',
      ),
    minimumItems: countSchema
      .default(5)
      .describe('Items bought from which on it is said what a customer looks for.'),
    newArrivalDays: z
      .int()
      .min(1)
      .max(3650)
      .default(30)
      .describe('Days for which a product is a new arrival, from when it was first sold.'),
    newArrivalShare: shareSchema
      .default(0.4)
      .describe('From this share of new arrivals among the items on, a customer looks for what is new.'),
    repeatShare: shareSchema
      .default(0.4)
      .describe('From this share of items bought before on, a customer comes back for what they know.'),
    affinityHalfLifeDays: z
      .number()
      .min(1)
      .max(3650)
      .default(90)
      .describe('Days after which a purchase weighs half as much in what a customer likes best.'),
  })
  .superRefine(({ discountShare, fullPriceShare }, context) => {
    if (fullPriceShare < discountShare) return;
    const message = `must be less than discountShare, which is ${discountShare}`;
    context.addIssue({ code: 'custom', path: ['fullPriceShare'], message });
  });
