import { describe, expect, it } from 'vitest';
import { isRightToLeft, mirrorHtml } from '../../../../shared/config/template/mirror-html.ts';

describe('isRightToLeft', () => {
  it.each(['ar', 'he', 'fa-IR', 'ur', 'yi', 'ku-Arab', 'az-Arab'])('is true of %s', (locale) => {
    expect(isRightToLeft(locale)).toBe(true);
  });

  it.each(['en', 'zh-CN', 'ku', 'az', 'he-Latn'])('is false of %s', (locale) => {
    expect(isRightToLeft(locale)).toBe(false);
  });
});

describe('mirrorHtml', () => {
  it.each([
    ['<html lang="he" dir="auto" xmlns="x"><body>', '<html dir="rtl" lang="he" xmlns="x"><body dir="rtl">'],
    ['<td align="left" style="text-align:left;">', '<td align="right" style="text-align:right;">'],
    ['<td align="center" style="text-align: center">', '<td align="center" style="text-align: center">'],
    ['<div style="direction:ltr;font-size:0px;">', '<div style="direction:rtl;font-size:0px;">'],
    ['<td style="padding-left:8px;border-right:0">', '<td style="padding-right:8px;border-left:0">'],
    ['<td style="padding:1px 2px 3px 4px;">', '<td style="padding:1px 4px 3px 2px;">'],
    ['<td style="padding:0 32px;padding-top:4px">', '<td style="padding:0 32px;padding-top:4px">'],
    ['.a { margin: 0 auto 0 0 !important; }', '.a { margin:0 0 0 auto !important; }'],
    [
      '<p>align="left" is said, and padding-left: too</p>',
      '<p>align="left" is said, and padding-right: too</p>',
    ],
  ])('turns %s round', (html, mirrored) => {
    expect(mirrorHtml(html)).toBe(mirrored);
  });
});
