import { day, optional } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import { isId } from '#kernel/ids';
import type { SpendQuestion } from '#reads/spend-history';

const period = new Form({
  from: optional(day({ what: 'the first day' })),
  to: optional(day({ what: 'the last day' })),
});

/** What an address asks of the spending, and its form as it was filled in. */
export function spendQuestionOf(query: Posted): {
  readonly question: SpendQuestion;
  readonly view: FormView;
} {
  const { values = {}, view } = period.read(query);
  const named = (name: string): string | undefined => (isId(query[name]) ? query[name] : undefined);
  const question = {
    project: named('project'),
    source: named('source'),
    officer: named('officer'),
    ...values,
  };
  return { question, view };
}
