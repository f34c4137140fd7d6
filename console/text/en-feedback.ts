/** The words of what comes back, and of where webhooks go, in English. */
export const enFeedback = {
  replies: {
    title: 'Answers to texts',
    hint: (days: string) => `In the last ${days} days`,
    count: {
      stop: 'STOP: wants no more texts',
      start: 'START: wants texts again',
      help: 'HELP: was told how to reach you',
      unread: 'Other, to be read at the provider',
    },
    parked: 'Unreadable, in the dead-letter queue',
    unknownMessages: 'About messages no longer on record',
    withoutReference: 'About messages of other systems',
    note: 'Nobody’s text or number is kept, only how many there were.',
  },
  endpoints: {
    title: 'Where webhooks go',
    endpoint: 'Endpoint',
    state: 'State',
    status: {
      closed: 'Is called',
      open: 'Left alone',
      'half-open': 'Being tried',
      disabled: 'Disabled',
    },
    closedSince: (date: string) => `again since ${date}`,
    openUntil: (date: string, times: string) => `until ${date}; failed ${times} times in a row`,
    openedOnce: (date: string) => `until ${date}, since it failed`,
    disabledSince: (date: string) => `since ${date}: it answered 410 Gone. To have it called again:`,
    notInFiles: 'no longer in the files',
  },
};
