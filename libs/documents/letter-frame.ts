import type { Facts } from '#documents/facts/facts';
import { office } from '#documents/offices';
import type { NameOf } from '#documents/people';
import { paragraph } from '#documents/model/document';
import type { Part } from '#documents/model/document';
import { quoted } from '#documents/model/text-safety';
import type { DecodedEvent } from '#eventing/decoding';
import { rolesHeld } from '#funding/partnership/queries';
import { roleInWords } from '#funding/role-names';
import { formatDate } from '#kernel/local-date';

/** To whom a letter goes, and by which words it is known again. */
interface Opening {
  /** Undefined where nobody is known by name. */
  readonly person: string | undefined;
  readonly role: string;
  /** The agency that they are of; empty where that says nothing. */
  readonly of: string;
  readonly reference: string;
  /** Where the decision was made, by which its minutes are found; undefined where nothing was decided. */
  readonly made: string | undefined;
}

/** To whom it goes, by which words it is known again, of when it is, and the salutation. */
export function opening({ moment }: Facts, nameOf: NameOf, to: Opening): readonly Part[] {
  const name = to.person === undefined ? '' : quoted(nameOf(to.person));
  const lines = [name, office(to.role, to.of)];
  const known = [
    `Our reference: ${to.reference}`,
    ...(to.made === undefined ? [] : [`Decision: ${to.made}`]),
    `Date: ${formatDate(moment.asAt)}`,
  ];
  return [
    paragraph(lines.filter((line) => line !== '').join('\n')),
    paragraph(known.join('\n')),
    paragraph(`Dear ${name === '' ? roleInWords(to.role) : name}`),
  ];
}

export function whomToAsk({ partnership }: Facts, nameOf: NameOf): Part {
  const officers = rolesHeld(partnership.state).filter(({ role }) => role === 'support-officer');
  const named = officers.map(({ person }) => quoted(nameOf(person)));
  const asked =
    named.length === 0
      ? 'the partnership'
      : `${named.join(' or ')}, ${roleInWords('support-officer')} of the partnership`;
  return paragraph(`If you have a question about this letter, ask ${asked}, and give our reference.`);
}

/**
 * It is signed by whoever recorded the decision, in the role in which they did.
 *
 * @param group for which group they sign; undefined where none decided it
 */
export function signature(
  { partnership }: Facts,
  nameOf: NameOf,
  { person, role }: DecodedEvent['actor'],
  group: string | undefined,
): readonly Part[] {
  const whom = group === undefined ? partnership.name : `the ${group}, ${partnership.name}`;
  const lines = [quoted(nameOf(person)), office(role, ''), `For ${whom}`];
  return [paragraph('Yours sincerely'), paragraph(lines.join('\n'))];
}
