import { NO_STREAM } from '@kurrent/kurrentdb-client';
import type { ExpectedState } from '#stores/kurrentdb/append-paths';
import type { KurrentReader } from '#stores/kurrentdb/kurrent-reading';
import { jsonIn } from '#stores/kurrentdb/kurrent-records';
import { insistHarmless, metadataStreamOf } from '#stores/kurrentdb/stream-metadata';

/**
 * What is known of the metadata of our streams: none, but where someone has set what does no harm, such as
 * who may read. An append that expects it is refused as soon as someone sets more, or deletes a stream.
 */
export class StreamMetadataStates {
  private readonly reader: KurrentReader;
  private readonly harmless = new Map<string, bigint>();

  constructor(reader: KurrentReader) {
    this.reader = reader;
  }

  expectedOf(streams: readonly string[]): ReadonlyMap<string, ExpectedState> {
    const names = streams.map(metadataStreamOf);
    return new Map(names.map((name) => [name, this.harmless.get(name) ?? NO_STREAM]));
  }

  /**
   * For a server that cannot look at the metadata itself: looks whether streams that are to be new were
   * deleted, since those begin anew.
   *
   * @throws StoreUnusable when one was
   */
  async insistNeverDeleted(streams: readonly string[]): Promise<void> {
    await Promise.all(streams.map(async (stream) => this.look(metadataStreamOf(stream))));
  }

  /**
   * Looks at the metadata that was not as expected. `false` when all was.
   *
   * @throws StoreUnusable when it would let events be lost
   */
  async learnt(failed: ReadonlySet<string>): Promise<boolean> {
    const changed = [...failed].filter((name) => name.startsWith('$$'));
    for (const name of changed) await this.look(name);
    return changed.length > 0;
  }

  private async look(name: string): Promise<void> {
    const last = await this.reader.lastOf(name);
    if (last === undefined) return;
    insistHarmless(name.slice(2), jsonIn(last.data));
    this.harmless.set(name, last.revision);
  }
}
