import { nounOf } from '#desk/command-registry';
import type { Noun } from '#desk/command-registry';
import type { GivenCommand } from '#desk/given-command';
import {
  confirmationStream,
  highlightStream,
  indicatorStream,
  ledgerStream,
  meetingStream,
  messageStream,
  partnershipStream,
  personStream,
  projectStream,
  publicationStream,
  riskStream,
  sourceStream,
} from '#kernel/ids';

type StreamOf = (partnership: string, id: string) => string;

/** How each noun's stream is named, and the field of its commands in which its id stands. */
const named: Readonly<Record<Noun, readonly [StreamOf, field: string]>> = {
  partnership: [partnershipStream, ''],
  person: [personStream, 'person'],
  'funding-source': [sourceStream, 'source'],
  project: [projectStream, 'project'],
  meeting: [meetingStream, 'meeting'],
  message: [messageStream, 'message'],
  indicator: [indicatorStream, 'indicator'],
  risk: [riskStream, 'risk'],
  confirmation: [confirmationStream, 'year'],
  highlight: [highlightStream, 'report'],
  ledger: [ledgerStream, ''],
  publication: [publicationStream, ''],
};

/** What is looked at of a command's content: the ids in it, and those of where money comes from. */
interface Content extends Readonly<Record<string, unknown>> {
  readonly from?: Readonly<Record<string, string>>;
}

/**
 * The stream of the noun that a command is chiefly about: of what moves between two sources, the first.
 *
 * @throws RangeError for content that is not of the command's shape
 */
export function nounStreamOf({
  name,
  partnership,
  content,
}: Pick<GivenCommand, 'name' | 'partnership' | 'content'>): string {
  const [streamOf, field] = named[nounOf(name)];
  const { from } = content as Content;
  return streamOf(partnership, (content[field] as string | undefined) ?? from?.[field] ?? '');
}

/** Folds a stream to its revision: the version of its last event, -1 where there is none. */
export const revisions = {
  initialState: -1,
  evolve: (revision: number): number => revision + 1,
} as const;
