/** The GSM 7 bit default alphabet (3GPP TS 23.038, section 6.2.1), the escape left out. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Its extension table (section 6.2.1.1): each is sent as an escape and a character. */
const EXTENSION = new Set('\f^{}\\[~]|€');

/** The septets that a character takes in GSM 7 bit; 0 for one that it does not have. */
export const gsmSeptets = (character: string): 0 | 1 | 2 =>
  BASIC.has(character) ? 1 : EXTENSION.has(character) ? 2 : 0;
