import { describe, expect, it } from 'vitest';
import { forceColorScheme } from '../../../../shared/app/preview/force-color-scheme.ts';

const MAIL =
  '<meta name="color-scheme" content="light dark"><style>:root{color-scheme: light dark}@media screen and (prefers-color-scheme:dark){a{}}@media (prefers-color-scheme: light) {b{}}</style>';

describe('forceColorScheme', () => {
  it('makes what is for the dark always hold, and what is for the light never', () => {
    expect(forceColorScheme(MAIL, 'dark')).toBe(
      '<meta name="color-scheme" content="dark"><style>:root{color-scheme: dark}@media screen and (min-width: 0){a{}}@media (max-width: 0) {b{}}</style>',
    );
  });

  it('makes what is for the light always hold, and what is for the dark never', () => {
    expect(forceColorScheme(MAIL, 'light')).toBe(
      '<meta name="color-scheme" content="light"><style>:root{color-scheme: light}@media screen and (max-width: 0){a{}}@media (min-width: 0) {b{}}</style>',
    );
  });
});
