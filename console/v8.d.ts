/** The types of the answers reach into the domain, which runs on V8 and knows this property of its errors. */
interface ErrorConstructor {
  stackTraceLimit: number;
}
