import type { Progress } from '#reads/place-models';

const quiet: Progress = { at: () => undefined, end: () => undefined };

/**
 * A bar on the standard error, so that it mixes with no output, and only where a person sees it.
 *
 * @param total of what `at` counts; a bar of nothing is not shown
 */
export async function progressBar(what: string, total: number): Promise<Progress> {
  if (!process.stderr.isTTY || total === 0) return quiet;
  const { default: cliProgress } = await import('cli-progress');
  const format = `${what} {bar} {percentage}% | {eta_formatted} left`;
  const bar = new cliProgress.SingleBar({
    format,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  bar.start(total, 0);
  return { at: (done) => bar.update(done), end: () => bar.stop() };
}
