/** The words on the sending reputation and the warm-up in English. */
export const enGuard = {
  guard: {
    title: 'The sending reputation is in danger',
    allMail: 'All mail together:',
    paused: 'Paused by itself, to keep the sending reputation.',
    pausedHint:
      'See whom it wrote to and what it said before you resume it. Once resumed, only what it sends from then on counts.',
    rate: {
      bounces: (messages: string, value: string, threshold: string) =>
        `Of ${messages} mails ${value} bounced for good; from ${threshold} on it is too many.`,
      complaints: (messages: string, value: string, threshold: string) =>
        `Of ${messages} mails ${value} were marked as spam; from ${threshold} on it is too many.`,
    },
    warmUp: (day: string, left: string, mails: string) =>
      `Day ${day} of the warm-up: ${left} of ${mails} promotional mails left today.`,
  },
};
