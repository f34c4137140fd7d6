import { useEffect, useState } from 'preact/hooks';

/** Where the reader is: the path and the query of the address. */
export interface Place {
  readonly path: string;
  readonly query: URLSearchParams;
}

const MOVED = 'perennial:moved';
let hasMoved = false;

/** Whether the reader came here from another view, so that focus should follow. */
export const cameFromAnotherView = (): boolean => hasMoved;

/** Goes to another address of the page without loading it again. */
export function navigate(href: string, options: { readonly replace?: boolean } = {}): void {
  if (options.replace === true) history.replaceState(null, '', href);
  else {
    history.pushState(null, '', href);
    scrollTo(0, 0);
  }
  hasMoved = true;
  dispatchEvent(new Event(MOVED));
}

const placeNow = (): Place => ({ path: location.pathname, query: new URLSearchParams(location.search) });

/** The place, followed as it changes; plain links within the page change it too. */
export function usePlace(): Place {
  const [place, setPlace] = useState(placeNow);
  useEffect(() => {
    const follow = (): void => setPlace(placeNow());
    const goBack = (): void => {
      hasMoved = true;
      follow();
    };
    addEventListener('popstate', goBack);
    addEventListener(MOVED, follow);
    document.addEventListener('click', followLink);
    return () => {
      removeEventListener('popstate', goBack);
      removeEventListener(MOVED, follow);
      document.removeEventListener('click', followLink);
    };
  }, []);
  return place;
}

function followLink(event: MouseEvent): void {
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const href = link?.getAttribute('href');
  if (!isPlain || event.defaultPrevented || !link || !href?.startsWith('/') || link.target !== '') return;
  event.preventDefault();
  navigate(href);
}
