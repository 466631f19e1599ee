import type { VirementEnd } from '#funding/funding-source/funding-source.events';
import { happenedInWords } from '#documents/model/in-words';
import { decisionIdOf } from '#funding/project/project.asks';
import { formatDate } from '#kernel/local-date';
import type { MeetingItem } from '#reads/meeting-detail';
import type { ProjectLetter } from '#reads/project-letters';
import { sourceNow } from '#reads/uncovered';
import type { Visit } from '../../access/visit.js';
import { projectTitles } from '../../titles.js';

/** The way to a letter. */
export interface LetterLink {
  readonly text: string;
  readonly href: string;
}

/** Where the letter to the lead officer of a project is, on a decision; on the last one unless told. */
export function awardLetterAt(visit: Visit, project: string, decision?: string): string {
  return letterAt(visit, 'award-letter', { project, ...(decision === undefined ? {} : { decision }) });
}

/** Where the letter to finance is, on a virement from a source that a meeting authorised. */
export function virementLetterAt(visit: Visit, source: string, decision: string): string {
  return letterAt(visit, 'virement-letter', { source, decision });
}

function letterAt(visit: Visit, name: string, asked: Readonly<Record<string, string>>): string {
  return visit.at(`/documents/${name}/made?${new URLSearchParams(asked).toString()}`);
}

/** The letters on a project, the newest first: what each is on, and when that was. */
export function lettersListed(
  visit: Visit,
  project: string,
  letters: readonly ProjectLetter[],
): readonly LetterLink[] {
  const byWords = letters.map(({ type, on, decision }) => {
    const text = `${happenedInWords(type)}, ${formatDate(on)}`;
    return [`${text} ${decision}`, { text, href: awardLetterAt(visit, project, decision) }] as const;
  });
  // One item of a meeting may waive several conditions, and has one letter.
  return [...new Map(byWords).values()].toReversed();
}

/** What happened to a project, with the way to the letter on each decision. */
export function withLetters<Event extends { readonly position: number }>(
  visit: Visit,
  project: string,
  timeline: readonly Event[],
  letters: readonly ProjectLetter[],
): readonly (Event & { readonly letterHref?: string })[] {
  const decisions = new Map(letters.map(({ position, decision }) => [position, decision]));
  return timeline.map((event) => {
    const decision = decisions.get(event.position);
    return decision === undefined ? event : { ...event, letterHref: awardLetterAt(visit, project, decision) };
  });
}

/** The letters on what a meeting decided at an item, each to another; none where nobody is written to. */
export async function lettersOnItem(
  visit: Visit,
  meeting: string,
  { item, kind, source, decision }: MeetingItem,
): Promise<readonly LetterLink[]> {
  if (decision === undefined || decision.outcome === 'noted') return [];
  const { project, subject } = decision;
  const at = decisionIdOf({ meeting, item });
  if (kind === 'virement') return onVirement(visit, at, source, subject);
  if (project === undefined) return [];
  const letter = { text: 'Letter on this decision', href: awardLetterAt(visit, project, at) };
  const action = kind === 'ratification' ? subject : undefined;
  return [letter, ...(action === undefined ? [] : [onAction(visit, project, action)])];
}

function onAction(visit: Visit, project: string, action: string): LetterLink {
  const href = awardLetterAt(visit, project, decisionIdOf({ action }));
  return { text: 'Letter on the chair’s action', href };
}

/** One to finance, who asked, and one to the lead officer of each project that gave or got. */
async function onVirement(
  visit: Visit,
  decision: string,
  source = '',
  subject = '',
): Promise<readonly LetterLink[]> {
  const { place, partnership } = visit.reading;
  const { state } = await sourceNow(place, partnership, source);
  const virement = state.status === 'none' ? undefined : state.virements.get(subject);
  if (virement === undefined) return [];
  const projects = projectsAt(virement.from, virement.to);
  const titled = await projectTitles(visit, projects);
  return [
    { text: 'Letter to finance', href: virementLetterAt(visit, source, decision) },
    ...projects.map((project) => ({
      text: `Letter to the lead officer of ${titled(project)}`,
      href: awardLetterAt(visit, project, decision),
    })),
  ];
}

function projectsAt(...ends: readonly VirementEnd[]): readonly string[] {
  return [...new Set(ends.flatMap(({ project }) => project ?? []))];
}
