import { nextTasks } from '../set-up-tasks.js';
import type { Kind } from './need.js';

/** What a new partnership lacks, for who can give it. */
export const setUpToDo: Kind = {
  kind: 'set-up',
  heading: 'To set up the partnership',
  roles: ['administrator', 'support-officer', 'strategy-member'],
  find: async (who) =>
    nextTasks(who).map(({ title, path, standing }) => {
      const [when] = standing(who.reading.state);
      return { text: title, href: who.at(path), when };
    }),
};

/** Before there is a source, nothing can be awarded. */
export const sourceToOpen: Kind = {
  kind: 'source-to-open',
  heading: 'Money to enter',
  roles: ['finance-officer'],
  async find(who) {
    if (who.reading.state.sources.length > 0) return [];
    return [
      { text: 'Open the first source', href: who.at('/open-source'), when: 'Nothing can be awarded yet' },
    ];
  },
};
