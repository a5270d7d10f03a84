import { pino, type DestinationStream, type Logger } from 'pino';

// Written at once: no line is lost in a crash, and a reader of the log that has gone away cannot hold up the exit.
const STDOUT = { dest: 1, sync: true };

/** JSON lines. Without process and host names: a line says what happened, the machine's own log says where. */
export function createLog(level: string, destination: DestinationStream = pino.destination(STDOUT)): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
}
