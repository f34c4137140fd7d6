/** Round values from 0 to at least `max`, at most `count` steps: 1, 2 or 5 times a power of ten apart. */
export function niceTicks(max: number, count = 3): number[] {
  if (!(max > 0)) return [0, 1];
  const rough = max / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough;
  const ticks: number[] = [];
  for (let index = 0; (index - 1) * step < max; index += 1) ticks.push(index * step);
  return ticks;
}
