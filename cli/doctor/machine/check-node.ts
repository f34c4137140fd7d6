import type { Finding } from '../finding.ts';

/** Whether the Node that runs this is new enough. */
export function checkNode(): Finding {
  const [major = 0] = process.versions.node.split('.').map(Number);
  return major >= 24
    ? { name: 'Node.js', status: 'ok', detail: process.versions.node }
    : {
        name: 'Node.js',
        status: 'broken',
        detail: `${process.versions.node} is too old. Run through npm or npx, which use the Node 24 that npm ci installs.`,
      };
}
