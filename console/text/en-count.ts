/** So many of a thing in English: "1 order", "2 orders". `count` is written as a reader sees it. */
export const enCount = (count: string, one: string, many = `${one}s`): string =>
  `${count} ${count === '1' ? one : many}`;
