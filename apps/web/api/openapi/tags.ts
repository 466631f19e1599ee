import { nouns } from '#desk/command-registry';
import type { Noun } from '#desk/command-registry';
import type { JsonSchema } from '#desk/command-schema';
import { reads } from '../reads/reads.js';

const commandTags: Readonly<Record<Noun, string>> = {
  partnership: 'Commands: the partnership',
  person: 'Commands: people',
  'funding-source': 'Commands: funding sources',
  project: 'Commands: projects',
  meeting: 'Commands: meetings',
  message: 'Commands: messages',
  indicator: 'Commands: indicators',
  risk: 'Commands: risks',
  confirmation: 'Commands: the confirmation of a year',
  highlight: 'Commands: highlight reports',
  ledger: 'Commands: the general ledger',
  publication: 'Commands: what is shown to others',
};

/** Under what a command stands, by the noun that it is chiefly about. */
export function tagOf(noun: Noun): string {
  return commandTags[noun];
}

/** What the operations are sorted by: the reads first. */
export const tags: readonly JsonSchema[] = [
  ...new Set([...reads.map(({ tag }) => tag), ...nouns.map(tagOf)]),
].map((name) => ({ name }));
