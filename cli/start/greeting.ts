import type { HistorySource } from './history-source.ts';
import type { LocalShop } from './local-shop.ts';

/** What to look at and what to try, once the shop is open. */
export function greetingLines(shop: LocalShop, source: HistorySource, port: number): string[] {
  const { rules } = shop.bundle;
  const url = `http://localhost:${port}`;
  const now = new Date(shop.parts.clock.now()).toISOString().slice(0, 19);
  const event = {
    id: `try-${Date.now().toString(36)}`,
    type: 'order.placed',
    customerId: 'you',
    occurredAt: `${now}Z`,
    data: { orderId: 'first', total: 4_900, currency: rules.shop.currency },
  };
  return [
    '',
    `${rules.shop.name} is open. The clock stands at ${now}Z and goes on in real time.`,
    ...(source.assumesConsent
      ? [
          'Each customer was taken to agree to e-mail, at an address at example.invalid; nothing leaves this machine.',
        ]
      : []),
    ...source.rejected.lines(),
    '',
    'Try:',
    `  the page            ${url}`,
    '  an order            curl -s ' +
      `${url}/events -H 'authorization: Bearer ${shop.apiKey}' -H 'content-type: application/json' -d '${JSON.stringify(event)}'`,
    `  that customer       ${url}/customers/you`,
    '  your rules          edit a file in shop/, then: npx perennial check',
    '  your own orders     npm start -- --orders FILE --data .perennial-mine',
    '',
    'Ctrl-C stops it.',
  ];
}
