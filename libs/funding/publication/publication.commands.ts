import type { CommandOf } from '#funding/command-types';
import { id, line, oneOf, text } from '#funding/fields';
import { bodyKinds } from './publication.events.js';
import type { AgencyDescription } from './publication.events.js';

/** Say who publishes for the partnership, under which codes. What is said later takes its place. */
class DescribePublisher {
  @line('The body that publishes: the council that holds the money.') name!: string;
  @line('Its identifier in a register of bodies, as GB-LAE-THR.') identifier!: string;
  @line('Its prefix for the identifiers of grants, as 360G-thurrock.') prefix!: string;
  @line('The part of it that spends and awards.') department!: string;
  @line("The code of the partnership's area, as E22000263.") areaCode!: string;
  @line('The address of the licence under which it publishes.', { optional: true }) licence?: string;
  @line('The address of its site.', { optional: true }) website?: string;
}

/** Say what an agency is to the public. What is said later takes its place. */
class DescribeAgency {
  @id('The agency.') agency!: string;
  @oneOf(bodyKinds, 'A public body, a voluntary or community one, a company, or another.')
  kind!: AgencyDescription['kind'];
  @line('Its identifier in a register of bodies, as GB-CHC-1164883.', { optional: true })
  identifier?: string;
}

class OfProject {
  @id('The project.') project!: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

/** Hold a project back from all that is published: the place of a refuge, the life of one person. */
class HoldProjectBack extends OfProject {}

/** Let a project be published that was held back. */
class ReleaseProject extends OfProject {}

/** Clear a text for publication that was held back since it may name a person: read, it names none. */
class ClearText {
  @text('The text, letter by letter.') text!: string;
  @text('Why it may be published.', { max: 2000 }) reason!: string;
}

/** Hold a text back from all that is published, as it names somebody or tells what must not be known. */
class HoldTextBack {
  @text('The text, letter by letter.') text!: string;
  @text('Why it must not be published.', { max: 2000 }) reason!: string;
}

/** Join a county's view: its viewers see the totals of the partnership, and nobody's name. */
class JoinCounty {
  @id('The county.') county!: string;
  @line('Its name.') name!: string;
}

/** Leave a county's view. */
class LeaveCounty {
  @id('The county.') county!: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

export const publicationCommands = {
  DescribePublisher,
  DescribeAgency,
  HoldProjectBack,
  ReleaseProject,
  ClearText,
  HoldTextBack,
  JoinCounty,
  LeaveCounty,
} as const;
export type PublicationCommand = CommandOf<typeof publicationCommands>;
