/** Every Lambda function: the names of the files in `functions/`. */
export type FunctionName =
  | 'ingest'
  | 'unsubscribe'
  | 'decide'
  | 'sweep'
  | 'broadcast'
  | 'calibrate'
  | 'recheck'
  | 'dispatch'
  | 'deliver'
  | 'report';
