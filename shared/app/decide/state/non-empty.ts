/** What is empty is left out of a document. */
export const nonEmpty = <T>(list: T[]): T[] | undefined => (list.length === 0 ? undefined : list);
