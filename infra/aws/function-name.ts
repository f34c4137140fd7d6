/** Every Lambda function: the names of the files in `functions/`. */
export type FunctionName =
  | 'ingest'
  | 'unsubscribe'
  | 'decide'
  | 'sweep'
  | 'calibrate'
  | 'recheck'
  | 'dispatch'
  | 'deliver'
  | 'report';
