/** The command under which no file may grow beyond so many kilobytes, as where the disk is full. */
export const limitFileSize = (
  kilobytes: number,
  command: readonly string[],
): readonly [string, ...string[]] => ['bash', '-c', `ulimit -f ${kilobytes}; exec "$@"`, 'bash', ...command];
