import type { ComponentChildren } from 'preact';
import type { FetchFailure } from '../fetch-json.ts';
import { useFrame } from '../frame.ts';
import type { Text } from '../text/en.ts';

/** What stands where there is nothing to show. */
export function Empty({
  title,
  children,
}: {
  readonly title?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="notice">
      {title !== undefined && <b>{title}</b>}
      <p>{children}</p>
    </div>
  );
}

/** What stands where something could not be read, and the way to try again. */
export function Failed({
  failure,
  onRetry,
}: {
  readonly failure: FetchFailure;
  readonly onRetry?: () => void;
}) {
  const { text } = useFrame();
  if (failure.code === 'CONSOLE.ERASED_CUSTOMER') {
    return <Empty title={text.failure.erased}>{text.failure.erasedCustomer}</Empty>;
  }
  if (failure.code.startsWith('CONSOLE.UNKNOWN_')) {
    return <Empty title={text.failure.notFound}>{explainFailure(failure, text)}</Empty>;
  }
  return (
    <div class="notice failed" role="alert">
      <b>{text.failure.title}</b>
      <p>{explainFailure(failure, text)}</p>
      {onRetry && (
        <button type="button" onClick={onRetry}>
          {text.failure.retry}
        </button>
      )}
    </div>
  );
}

export function Loading() {
  const { text } = useFrame();
  return (
    <p class="loading" role="status">
      {text.loading}
    </p>
  );
}

function explainFailure({ code, message }: FetchFailure, text: Text): string {
  switch (code) {
    case 'OFFLINE':
      return text.failure.offline;
    case 'CONSOLE.UNKNOWN_CUSTOMER':
      return text.failure.unknownCustomer;
    case 'CONSOLE.UNKNOWN_CAMPAIGN':
      return text.failure.unknownCampaign;
    case 'CONSOLE.UNKNOWN_MAIL':
      return text.failure.unknownMail;
    default:
      return message;
  }
}
