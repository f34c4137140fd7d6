/** Namespace of the metrics that functions count themselves. */
export const METRICS_NAMESPACE = 'Perennial';

/** The logger's field by which one stage's metric is told from another's: the name of the function, which is unique in an account. */
export const METRIC_DIMENSION = 'function_name';

/**
 * Fields that make a line of the log a metric: CloudWatch reads them out of any line of JSON (CloudWatch embedded metric format
 * specification, "Root node" and "Metadata object"), so that a function needs no permission and makes no call. A metric is paid for only in hours in which it
 * is logged.
 */
export const metricFields = (
  name: string,
  value: number,
  now: number,
): Readonly<Record<string, unknown>> => ({
  _aws: {
    Timestamp: now,
    CloudWatchMetrics: [
      {
        Namespace: METRICS_NAMESPACE,
        Dimensions: [[METRIC_DIMENSION]],
        Metrics: [{ Name: name, Unit: 'Count' }],
      },
    ],
  },
  [name]: value,
});
