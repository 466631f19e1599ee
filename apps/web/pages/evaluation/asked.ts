import { askedBy } from '#funding/project/evaluation';
import type { Visit } from '../../access/visit.js';

/** What an evaluation that has not come in will ask, for who is to write it. */
export interface AskedShown {
  /** Without these it is not complete. */
  readonly needed: readonly string[];
  /** The wording that was in force when the form was issued (rule 15). */
  readonly issued: readonly { readonly question: string; readonly asks: string }[];
}

/** What the form asks that a project was issued with its award; undefined where it has none. */
export async function askedOf(
  { reading: { models, partnership, state } }: Visit,
  project: string,
): Promise<AskedShown | undefined> {
  const row = await models.db
    .selectFrom('evaluations')
    .select(['form', 'form_version'])
    .where('partnership', '=', partnership)
    .where('project', '=', project)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const terms = state.forms.find(({ form, version }) => form === row.form && version === row.form_version);
  return { needed: askedBy(row.form === 'short' ? 'short' : 'full'), issued: terms?.questions ?? [] };
}
