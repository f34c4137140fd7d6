import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useFrame } from '../frame.ts';
import { cameFromAnotherView } from '../location.ts';

interface ViewTitleProps {
  readonly title: string;
  readonly children?: ComponentChildren;
}

/** The heading of a view. It takes the focus when the reader arrives, so that a screen reader says where they are. */
export function ViewTitle({ title, children }: ViewTitleProps) {
  const { text, overview } = useFrame();
  const heading = useRef<HTMLHeadingElement>(null);
  const shop = overview?.shop.name;

  useEffect(() => {
    document.title = [title, ...(shop === undefined ? [] : [shop]), text.product].join(' · ');
  }, [title, shop, text]);
  useEffect(() => {
    if (cameFromAnotherView()) heading.current?.focus({ preventScroll: true });
  }, []);

  return (
    <div class="view-title">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  );
}
