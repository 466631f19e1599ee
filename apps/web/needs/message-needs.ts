import type { Kind } from './need.js';

/** Messages that did not arrive, or of which nobody can tell: a person has to ask, and say. */
export const messagesToSettle: Kind = {
  kind: 'messages-to-settle',
  heading: 'Messages that may not have arrived',
  roles: ['support-officer', 'administrator'],
  async find(who) {
    const { models, partnership, names } = who.reading;
    const rows = await models.db
      .selectFrom('messages')
      .select(['person', 'why'])
      .where('partnership', '=', partnership)
      .where('status', 'in', ['unknown', 'failed', 'refused'])
      .orderBy('since')
      .execute();
    return Promise.all(
      rows.map(async ({ person, why }) => ({
        text: `To ${await names.of(person)}`,
        href: who.at('/messages'),
        when: why ?? '',
      })),
    );
  },
};
