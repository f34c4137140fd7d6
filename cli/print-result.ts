/** Prints a command's result: one JSON object, or lines for a person. */
export function printResult(result: object, lines: readonly string[], asJson: boolean): void {
  process.stdout.write(asJson ? `${JSON.stringify(result)}\n` : `${lines.join('\n')}\n`);
}

/** Two columns, aligned: names and what stands against them. */
export function alignColumns(rows: readonly (readonly [string, string | number])[]): string[] {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
}
