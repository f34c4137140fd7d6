import { createHmac } from 'node:crypto';

/**
 * What stands for a customer's id where somebody who was erased must be known again: HMAC-SHA-256 under the shop's own secret, base64url. Without
 * the secret nobody can try out ids, which are mostly numbers in a row.
 */
export const subjectHash = (secret: string, customerId: string): string =>
  hash(secret, `customer\0${customerId}`);

/** The same for the id of an event, which may name the customer or the order. */
export const inputHash = (secret: string, inputId: string): string => hash(secret, `input\0${inputId}`);

const hash = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url');
