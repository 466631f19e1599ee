import type { CommandName } from '#funding/roles';
import { clockActor, mayGive } from '#funding/roles';
import { clockRole } from '#funding/partnership/partnership.events';
import { fundingSourceExamples } from '#desk/funding-source-examples';
import {
  confirmationExamples,
  highlightExamples,
  indicatorExamples,
  riskExamples,
  ledgerExamples,
} from '#desk/measure-examples';
import { meetingExamples } from '#desk/meeting-examples';
import { messageExamples } from '#desk/message-examples';
import { partnershipExamples, personExamples } from '#desk/partnership-examples';
import { projectExamples } from '#desk/project-examples';
import { publicationExamples } from '#desk/publication-examples';
import type { Actor } from '#kernel/asking';

/** A command as it is sent. */
export type FlatCommand = Readonly<Record<string, unknown>> & { readonly command: CommandName };

const contents: Readonly<Record<CommandName, object>> = {
  ...partnershipExamples,
  ...personExamples,
  ...fundingSourceExamples,
  ...projectExamples,
  ...meetingExamples,
  ...messageExamples,
  ...indicatorExamples,
  ...riskExamples,
  ...confirmationExamples,
  ...highlightExamples,
  ...ledgerExamples,
  ...publicationExamples,
};

/** An example of a command as it is sent, given by someone who may. */
export function exampleOf(name: CommandName): FlatCommand {
  return {
    command: name,
    id: `example-${name.toLowerCase()}`,
    partnership: 'riverside',
    actor: giverOf(name),
    on: '2011-07-14',
    ...contents[name],
  };
}

function giverOf(name: CommandName): Actor {
  const [role] = mayGive[name];
  if (role === undefined) throw new Error(`Nobody may give ${name}.`);
  return role === clockRole ? clockActor : { person: `${role}-1`, role };
}
