import { act } from '../../../acts/act.js';
import { askWhy } from '../../../acts/questions.js';
import { settlementOf } from '../../decide-item/rulings/settlements.js';
import type { SettlementPath } from '../../decide-item/rulings/settlements.js';
import { around, backTo } from '../project-at.js';
import type { ProjectAct } from '../project-at.js';
import { agreedAt, agreedWhere } from './agreed.js';

/** What becomes of a project, recorded in the register: whether or not a meeting has agreed it. */
export function settle(path: SettlementPath): ProjectAct {
  return async (at) => {
    const { visit, detail } = at;
    const settlement = await settlementOf(visit, detail.project, path);
    const agreed = await agreedAt(at);
    return act({
      ...around(at),
      title: settlement.title,
      intro: settlement.intro,
      questions: { ...settlement.questions, ...agreed, reasons: askWhy },
      button: settlement.title,
      command: ({ agreed: where, reasons, ...answers }) =>
        settlement.command(detail.project, answers, { reasons, ...agreedWhere(where) }),
      fields: { meeting: 'agreed', item: 'agreed' },
      done: backTo(at, `It is recorded that the project is ${settlement.became}.`),
    });
  };
}
