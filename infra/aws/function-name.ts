/** Every Lambda function: the names of the files in `functions/`. */
export type FunctionName =
  | 'ingest'
  | 'unsubscribe'
  | 'preferences'
  | 'decide'
  | 'sweep'
  | 'broadcast'
  | 'calibrate'
  | 'recheck'
  | 'dispatch'
  | 'deliver'
  | 'feedback'
  | 'webhook'
  | 'report'
  | 'guard';
