import type { ComponentChildren } from 'preact';

/** A name and what it stands for, within a list of such. */
export const Line = ({ name, children }: { readonly name: string; readonly children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
