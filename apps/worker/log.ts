import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { LogLevel } from '#settings/worker-settings';

/** Whatever looks like the address of a person, or like the user and password of a server's. */
const addresses = /[^\s"\\<>]+@[^\s"\\<>,;)]+/g;

/**
 * The log of a worker: a line of JSON for each thing that happened, on the standard output. It has ids alone
 * in it; what a mail server says of an address is left out even where a sentence brings it along.
 */
export function openLog(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { streamWrite: (line: string) => line.replace(addresses, '…') },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** What Nest says of itself, in the same log: what it starts is of no interest to an operator. */
export class NestLog implements LoggerService {
  private readonly logger: Logger;

  constructor(logger: Logger) {
    this.logger = logger;
  }

  log(message: unknown): void {
    this.logger.debug(String(message));
  }

  warn(message: unknown): void {
    this.logger.warn(String(message));
  }

  error(message: unknown): void {
    this.logger.error(message instanceof Error ? { err: message } : {}, String(message));
  }
}
