import { itemChoices, itemChosen } from '../../../acts/agenda-items.js';
import { askChoice, maybe } from '../../../acts/questions.js';
import type { Question } from '../../../acts/questions.js';
import type { ProjectAt } from '../project-at.js';

interface Agreed {
  readonly agreed: Question<string | undefined>;
}

/** Where something was agreed: the items of agendas that name the project; not asked where there is none. */
export async function agreedAt({ visit, detail }: ProjectAt): Promise<Agreed> {
  const items = await itemChoices(visit, { project: detail.project });
  const question = askChoice({ label: 'Where it was agreed', what: 'where it was agreed' }, items);
  // What is not asked is answered with nothing, as what is left unanswered is.
  return (items.length === 0 ? {} : { agreed: maybe(question) }) as Agreed;
}

/** The meeting and the item of an answer, as commands name them. */
export function agreedWhere(agreed: string | undefined): {
  readonly meeting?: string;
  readonly item?: string;
} {
  return agreed === undefined ? {} : itemChosen(agreed);
}
