/** What the shop can say of a customer under a name of its own. */
export type AttributeValue = string | number | boolean;
