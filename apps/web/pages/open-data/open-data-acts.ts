import { bodyKinds } from '#funding/publication/publication.events';
import type { Visit } from '../../access/visit.js';
import { act } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { askChoice, askLine, askText, maybe } from '../../acts/questions.js';
import { SeeOther } from '../../answering/page.js';
import { idFromName } from '../../commands/id-from-name.js';
import { titlesOf } from '../project/titles.js';
import { bodyKindWords, openDataTrail, publicationOf } from './open-data-at.js';

/** Where something of what is published is done: to which thing, by its id, if to one. */
export interface OpenDataAt {
  readonly visit: Visit;
  readonly of: string;
}

/** An act about what is published; undefined where there is nothing that it could be done to. */
export type OpenDataAct = (at: OpenDataAt) => Promise<Act | undefined>;

const openGovernmentLicence = 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/';

const publisherQuestions = {
  name: askLine({
    label: 'The body that publishes',
    what: 'the body that publishes',
    hint: 'The council that holds the money',
  }),
  identifier: askLine({
    label: 'Its identifier in a register of bodies',
    what: 'its identifier',
    hint: 'From org-id.guide: that of an English council begins with GB-LAE, for example GB-LAE-THR',
  }),
  prefix: askLine({
    label: 'Its prefix for the identifiers of grants',
    what: 'its prefix',
    hint: 'As 360Giving gave it to the publisher: 360G-thurrock',
  }),
  department: askLine({
    label: 'The part of it that spends and awards',
    what: 'the part of it that spends and awards',
    hint: 'Such as Community safety, and no name of a person',
  }),
  areaCode: askLine({
    label: 'The code of the partnership’s area',
    what: 'the code of the area',
    hint: 'The code for community safety partnerships of the Office for National Statistics: E22 or W14, and six digits',
  }),
  licence: maybe(
    askLine({
      label: 'The address of the licence',
      what: 'the address of the licence',
      hint: 'Under which anybody may use the data, such as that of the Open Government Licence',
    }),
  ),
  website: maybe(
    askLine({
      label: 'The address of its site',
      what: 'the address of its site',
      hint: 'Where readers find whose data it is; it begins with https://',
    }),
  ),
} as const;

/** What stands before anyone has described it. */
const noPublisher = {
  name: '',
  identifier: '',
  prefix: '',
  department: '',
  areaCode: '',
  licence: '',
  website: '',
} as const;

export const describePublisher: OpenDataAct = async ({ visit }) => {
  const { publisher } = await publicationOf(visit);
  return act({
    caption: 'Open data',
    trail: openDataTrail(visit),
    title: 'Describe the publisher',
    intro: [
      'Nothing is published before it is known who publishes, under which codes. Amounts are in pounds (GBP).',
    ],
    questions: publisherQuestions,
    replaces: { ...noPublisher, ...publisher },
    filledIn: publisher === undefined ? { licence: openGovernmentLicence } : {},
    button: 'Describe the publisher',
    command: ({ licence, website, ...said }) => ({
      name: 'DescribePublisher',
      content: {
        ...said,
        ...(licence === undefined ? {} : { licence }),
        ...(website === undefined ? {} : { website }),
      },
    }),
    done: backTo(visit, 'The publisher is described.'),
  });
};

export const describeAgency: OpenDataAct = async ({ visit, of }) => {
  const agency = visit.reading.state.agencies.find((known) => known.agency === of);
  if (agency === undefined) return undefined;
  const said = (await publicationOf(visit)).agencies.find((known) => known.agency === of);
  return act({
    caption: agency.name,
    trail: openDataTrail(visit),
    title: 'What this agency is to the public',
    intro: [
      'The register of grants has the awards to voluntary, community and social enterprise bodies. Money that goes to a public body is no grant, and stands in the spending.',
    ],
    questions: {
      kind: askChoice(
        { label: 'What kind of body is it?', what: 'what kind of body it is' },
        bodyKinds.map((kind) => ({ value: kind, text: bodyKindWords[kind] })),
      ),
      identifier: maybe(
        askLine({
          label: 'Its identifier in a register of bodies',
          what: 'its identifier',
          hint: 'From org-id.guide: that of an English charity is GB-CHC and its number, as GB-CHC-1164883, of a company GB-COH and its eight digits, as GB-COH-01234567. Leave empty where it is in no register: its grants then have a number of your own',
        }),
      ),
    },
    replaces: { kind: said?.kind ?? '', identifier: said?.identifier ?? '' },
    button: 'Describe the agency',
    command: ({ kind, identifier }) => ({
      name: 'DescribeAgency',
      content: { agency: of, kind, ...(identifier === undefined ? {} : { identifier }) },
    }),
    fields: { agency: 'kind' },
    done: backTo(visit, `${agency.name} is described.`),
  });
};

export const holdBack: OpenDataAct = async (at) =>
  aboutProject(at, {
    title: 'Hold the project back',
    intro: [
      'It is then in none of the grants that are published. What was paid for it is published by its amount alone, without whom and for what, so that the totals stand.',
    ],
    hint: 'Such as that the place of a refuge must not be known. The reason itself is not published, but is read in the partnership',
    button: 'Hold the project back',
    name: 'HoldProjectBack',
    notice: 'is held back from all that is published.',
  });

export const release: OpenDataAct = async (at) =>
  aboutProject(at, {
    title: 'Release the project',
    intro: ['It is then published again, as far as none of its texts may name a person.'],
    hint: 'It is kept with the record for as long as the record is kept',
    button: 'Release the project',
    name: 'ReleaseProject',
    notice: 'is released, and will be published.',
  });

interface AboutProject {
  readonly title: string;
  readonly intro: readonly string[];
  readonly hint: string;
  readonly button: string;
  readonly name: 'HoldProjectBack' | 'ReleaseProject';
  readonly notice: string;
}

async function aboutProject(
  { visit, of }: OpenDataAt,
  { title, intro, hint, button, name, notice }: AboutProject,
): Promise<Act | undefined> {
  const projectTitle = (await titlesOf(visit, [of])).get(of);
  if (projectTitle === undefined) return undefined;
  return act({
    caption: projectTitle,
    trail: [...openDataTrail(visit), { text: projectTitle, href: visit.at(`/projects/${of}`) }],
    title,
    intro,
    questions: { reason: askText({ label: 'Why', what: 'why', hint }) },
    button,
    command: ({ reason }) => ({ name, content: { project: of, reason } }),
    fields: { project: 'reason' },
    done: backTo(visit, `${projectTitle} ${notice}`),
  });
}

export const joinCounty: OpenDataAct = async ({ visit }) =>
  act({
    caption: 'Open data',
    trail: openDataTrail(visit),
    title: 'Join a county’s view',
    intro: [
      'Whoever is a county viewer of this partnership then sees its totals, by priority and by source, beside those of others that have joined. No project and no person is named.',
    ],
    questions: {
      name: askLine({ label: 'The name of the county body', what: 'the name of the county body' }),
    },
    button: 'Join the county’s view',
    command: ({ name }) => ({ name: 'JoinCounty', content: { county: idFromName(name), name } }),
    fields: { county: 'name' },
    done: backTo(visit, 'The partnership has joined the county’s view.'),
  });

export const leaveCounty: OpenDataAct = async ({ visit, of }) => {
  const county = (await publicationOf(visit)).counties.find((known) => known.county === of);
  if (county === undefined) return undefined;
  return act({
    caption: county.name,
    trail: openDataTrail(visit),
    title: 'Leave the county’s view',
    questions: { reason: askText({ label: 'Why', what: 'why' }) },
    button: 'Leave the county’s view',
    command: ({ reason }) => ({ name: 'LeaveCounty', content: { county: of, reason } }),
    fields: { county: 'reason' },
    done: backTo(visit, 'The partnership has left the county’s view.'),
  });
};

function backTo(visit: Visit, notice: string): () => SeeOther {
  return () => new SeeOther(visit.at('/open-data'), notice);
}
