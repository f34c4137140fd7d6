export type ColorScheme = 'light' | 'dark';

const CONDITION = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi;
const BOTH = /\blight\s+dark\b|\bdark\s+light\b/gi;

/**
 * A mail as it looks to whoever reads in light or in dark, whatever the browser is set to: conditions on the reader's
 * wish are made to hold always or never, and of two color schemes the one is declared.
 */
export const forceColorScheme = (html: string, scheme: ColorScheme): string =>
  html
    .replace(CONDITION, (_, wished: string) =>
      wished.toLowerCase() === scheme ? '(min-width: 0)' : '(max-width: 0)',
    )
    .replace(BOTH, scheme);
