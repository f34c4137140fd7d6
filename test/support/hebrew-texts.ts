import { copyShop, LETTER_SHOP, type ShopCopy } from './shop-copy.ts';

const SHARED = `footer:
  why: קיבלת את המכתב הזה כי ביקשת חדשות מאת {{ shop.name }}.
  unsubscribe: הסרה מהרשימה
  unsubscribeHint: בלחיצה אחת, בלי שאלות.
`;

const WIN_BACK = `subject: "{% if customer.name %}{{ customer.name }}, {% endif %}הכוס שלך מחכה"
preheader: היבול החדש על המדף, והמקום שלך ליד השולחן שמור.
hero:
  eyebrow: עבר זמן מה
  title: הכוס שלך מחכה
  greeting: 'שלום {{ customer.name | default: "ידידי" }},'
  body: "{% if customer.daysSinceLastOrder %}עברו {{ customer.daysSinceLastOrder }} ימים מאז החבילה האחרונה.{% else %}לא שמענו ממך זמן רב.{% endif %} קטיף האביב הגיע, ואיתו כבשן מלא כוסות חדשות."
  button: מה חדש אצלנו
picks:
  title: נבחר במיוחד בשבילך
  note: '{{ product.category | default: "מהחנות שלנו" | replace: "-", " " }}'
shelf:
  title: חדש על המדף
  teaName: דרג'ילינג של קטיף ראשון
  teaNote: נקטף במרץ. בהיר, פרחוני, מעט כענבי מוסקט.
  cupName: כוסות סלדון
  cupNote: זוג כוסות בירוק של במבוק צעיר.
  potName: קנקן קיוסו לשתי כוסות
  potNote: ידית בצד, נמזג בלי טיפה מיותרת.
signature: בחום, מיי וכל אנשי {{ shop.name }}
`;

/** A copy of the small shop that speaks Hebrew too, which is written from right to left. */
export async function copyHebrewShop(): Promise<ShopCopy> {
  const shop = await copyShop(LETTER_SHOP);
  await shop.write('templates/_shared/he.yaml', SHARED);
  await shop.write('templates/win-back/he.yaml', WIN_BACK);
  return shop;
}
