import { createServer } from 'node:net';
import type { Finding } from '../finding.ts';

/** Whether the page's port is free. */
export async function checkPort(port: number): Promise<Finding> {
  const isFree = await new Promise<boolean>((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
  return isFree
    ? { name: `Port ${port}`, status: 'ok', detail: 'is free' }
    : { name: `Port ${port}`, status: 'missing', detail: 'is taken. Give start another one with --port.' };
}
