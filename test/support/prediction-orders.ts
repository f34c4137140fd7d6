const HEADER = 'order_id,customer_id,occurred_at,total,currency';

/** An order file of made-up customers, some of whom come back: enough to fit the models, though not to trust them. */
export function predictionOrders(): string {
  const rows: string[] = [];
  for (let customer = 0; customer < 60; customer += 1) {
    for (let order = 0; order <= (customer % 5) * (customer % 3); order += 1) {
      const day = new Date(Date.UTC(2026, 0, 1 + (customer % 20) + order * (4 + (customer % 7))));
      const total = (10 + ((customer * 7 + order * 3) % 40)).toFixed(2);
      rows.push(`${customer}-${order},"c ""${customer}"", ltd",${day.toISOString()},${total},USD`);
    }
  }
  return `${[HEADER, ...rows].join('\n')}\n`;
}
