/** How a customer's needs are read off what they bought: the newest orders of which the shop told the contents. */
export interface NeedRules {
  /** Orders with contents from which on a price class is given. */
  readonly minimumOrders: number;
  /** From this share of discounted orders on: a discount seeker. */
  readonly discountShare: number;
  /** Up to this share of discounted orders: a full-price buyer. */
  readonly fullPriceShare: number;
  /** Items bought from which on a novelty class is given. */
  readonly minimumItems: number;
  /** Days for which a product is a new arrival, from when it was first sold. */
  readonly newArrivalDays: number;
  /** From this share of new arrivals among the items on: a new-arrival seeker. */
  readonly newArrivalShare: number;
  /** From this share of items bought before on: a repeat-item buyer. */
  readonly repeatShare: number;
  /** Days after which a purchase weighs half as much in affinities to categories. */
  readonly affinityHalfLifeDays: number;
}
