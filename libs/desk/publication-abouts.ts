import type { publicationCommands } from '#funding/publication/publication.commands';

/** What each command does by which a partnership says what it shows to others. */
export const publicationAbouts: { readonly [Name in keyof typeof publicationCommands]: string } = {
  DescribePublisher:
    'Say who publishes for the partnership, under which codes. What is said later takes its place.',
  DescribeAgency: 'Say what an agency is to the public. What is said later takes its place.',
  HoldProjectBack:
    'Hold a project back from all that is published: the place of a refuge, the life of one person.',
  ReleaseProject: 'Let a project be published that was held back.',
  ClearText:
    'Clear a text for publication that was held back since it may name a person: read, it names none.',
  HoldTextBack:
    'Hold a text back from all that is published, as it names somebody or tells what must not be known.',
  JoinCounty: "Join a county's view: its viewers see the totals of the partnership, and nobody's name.",
  LeaveCounty: "Leave a county's view.",
};
