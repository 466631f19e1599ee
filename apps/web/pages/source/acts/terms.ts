import type { Typed } from '#govuk/fields';
import type { RingFence } from '#funding/funding-source/funding-source.events';
import { act } from '../../../acts/act.js';
import { askLine, askShortLine, askText, askTicks, askWhy, maybe } from '../../../acts/questions.js';
import type { Question } from '../../../acts/questions.js';
import { priorityChoices, projectChoices } from '../choices.js';
import { around, backTo } from '../source-at.js';
import type { SourceAct, SourceAt } from '../source-at.js';

export const renameSource: SourceAct = (at) =>
  act({
    ...around(at),
    title: 'Rename the source',
    intro: [
      'The history keeps the old name, and so does every budget and document as it was known before. The short name in addresses and exports stays.',
    ],
    known: [['Name now', at.source.name]],
    questions: {
      name: askLine({ label: 'The new name', what: 'the new name' }),
      reason: askWhy,
    },
    replaces: { name: at.source.name },
    button: 'Rename the source',
    command: ({ name, reason }) => ({
      name: 'RenameFundingSource',
      content: { source: at.source.source, name, reason },
    }),
    done: backTo(at, 'The source has its new name.'),
  });

export const comment: SourceAct = (at) =>
  act({
    ...around(at),
    title: 'Change the comment',
    intro: ['The partnership plan prints it beside the source. Leave it empty for no comment.'],
    known: [['Comment now', at.source.comment ?? 'None']],
    questions: {
      comment: maybe(askText({ label: 'Comment', what: 'the comment' })),
      reason: askWhy,
    },
    replaces: { comment: at.source.comment ?? '' },
    button: 'Change the comment',
    command: ({ comment: said, reason }) => ({
      name: 'SetFundingSourceComment',
      content: { source: at.source.source, ...(said === undefined ? {} : { comment: said }), reason },
    }),
    done: backTo(at, 'The comment is changed.'),
  });

export const renameProvider: SourceAct = (at) =>
  act({
    ...around(at),
    title: 'Rename the provider',
    intro: ['The history keeps the old name.'],
    known: [['Provider now', at.source.provider]],
    questions: {
      provider: askLine({ label: 'The new name', what: 'the new name' }),
      reason: askWhy,
    },
    replaces: { provider: at.source.provider },
    button: 'Rename the provider',
    command: ({ provider, reason }) => ({
      name: 'RenameProvider',
      content: { source: at.source.source, provider, reason },
    }),
    done: backTo(at, 'The provider has its new name.'),
  });

/** What it may pay for from now on; what it pays for already stays. */
export const fence: SourceAct = async (at) => {
  return act({
    ...around(at),
    title: 'Set what it may only pay for',
    intro: [
      'Tick nothing and leave the categories empty for a source that may pay for anything. Awards that were made before stand.',
    ],
    questions: await fenceQuestions(at),
    replaces: typedFence(at.source.ringFence),
    button: 'Set the ring-fence',
    command: ({ priorities, projects, categories, reference, reason }) => ({
      name: 'SetRingFence',
      content: {
        source: at.source.source,
        ringFence: fenceOf(priorities, projects, categories),
        reference,
        reason,
      },
    }),
    fields: {
      'ringFence.priorities': 'priorities',
      'ringFence.projects': 'projects',
      ringFence: 'categories',
    },
    done: backTo(at, 'The ring-fence is set.'),
  });
};

async function fenceQuestions({ visit }: SourceAt) {
  return {
    priorities: askTicks(
      { label: 'Priorities', what: 'priorities', hint: 'Only projects that serve one of these' },
      priorityChoices(visit),
    ),
    projects: askTicks(
      { label: 'Projects', what: 'projects', hint: 'Only these' },
      await projectChoices(visit),
    ),
    categories: askCategories,
    reference: askShortLine({ label: 'The letter or agreement', what: 'the letter or agreement' }),
    reason: askWhy,
  } as const;
}

function typedFence(ringFence: RingFence): Typed {
  return {
    priorities: ringFence.priorities ?? [],
    projects: ringFence.projects ?? [],
    categories: (ringFence.categories ?? []).join(', '),
  };
}

const askCategories: Question<string | undefined> = maybe(
  askLine({
    label: 'Categories of cost',
    what: 'the categories of cost',
    hint: 'As they stand on payments, with a comma between them: staff, printing',
  }),
);

type CommandFence = { priorities?: string[]; projects?: string[]; categories?: string[] };

function fenceOf(
  priorities: readonly string[] | undefined,
  projects: readonly string[] | undefined,
  categories: string | undefined,
): CommandFence & RingFence {
  const named = (categories ?? '').split(',').map(asCategory);
  const kinds = named.filter((one) => one !== '');
  return {
    ...(priorities === undefined ? {} : { priorities: [...priorities] }),
    ...(projects === undefined ? {} : { projects: [...projects] }),
    ...(kinds.length === 0 ? {} : { categories: kinds }),
  };
}

/** As the category of a payment is kept. */
function asCategory(words: string): string {
  return words
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
