/** DynamoDB ends a page after so much, whatever the limit. */
export const PAGE_BYTES = 1_048_576;
