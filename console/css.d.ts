/** esbuild gathers the style sheets that modules import; they export nothing. */
declare module '*.css';
