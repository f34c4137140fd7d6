/** What a person asks for by a text message. */
export type ReplyIntent = 'stop' | 'help' | 'start';

/**
 * Whole messages by which people say what they want of a number that texts them, by language; written as `replyIntent` folds them
 * (lower case, no accents, no punctuation).
 *
 * English stop words: CTIA Messaging Principles (2023) 5.1.3, the words that 47 CFR 64.1200(a)(10) calls reasonable per se, and
 * those that AWS End User Messaging requires. French: Canada's common short codes (ARRET, AIDE). Chinese: what
 * operators and providers ask templates to offer (回T退订, 拒收请回复R).
 */
export const REPLY_WORDS: Readonly<Record<ReplyIntent, Readonly<Record<string, readonly string[]>>>> = {
  stop: {
    en: [
      'stop',
      'stopall',
      'stop all',
      'unsubscribe',
      'cancel',
      'end',
      'quit',
      'revoke',
      'opt out',
      'optout',
      'remove',
      'remove me',
      'stop please',
      'please stop',
    ],
    fr: ['arret', 'arreter', 'desabonner', 'desinscrire', 'desabonnement'],
    zh: ['td', 't', 'r', '退订', '退訂', '回复退订', '取消订阅', '取消訂閱', '拒收', '停止'],
    es: ['alto', 'parar', 'cancelar', 'baja', 'darse de baja'],
    de: ['stopp', 'abmelden', 'abbestellen'],
    it: ['annulla', 'cancellami', 'disiscrivi'],
    pt: ['pare', 'sair', 'remover', 'cancelar'],
    nl: ['stoppen', 'afmelden', 'uitschrijven'],
    ja: ['停止', '解除', '配信停止'],
  },
  help: {
    en: ['help', 'info'],
    fr: ['aide'],
    zh: ['帮助', '幫助'],
    es: ['ayuda'],
    de: ['hilfe'],
    it: ['aiuto'],
    pt: ['ajuda'],
    nl: ['hulp'],
    ja: ['ヘルプ'],
  },
  start: {
    en: ['start', 'unstop', 'yes', 'subscribe', 'resume'],
    fr: ['debut', 'oui'],
    zh: ['开始', '開始', '订阅', '訂閱', '恢复订阅'],
    es: ['iniciar'],
  },
};
