/** Tells the exit code of a command that has one of its own: 0 when it is not told. */
export type EndWith = (exitCode: number) => void;
