/** One line on standard error, which keeps standard output for the result. */
export const progressLine = (text: string): void => void process.stderr.write(`  ${text}\n`);
