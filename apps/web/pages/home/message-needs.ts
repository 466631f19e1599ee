import type { Visit } from '../../access/visit.js';
import type { Need } from './need.js';

/** Messages that did not arrive, or of which nobody can tell: a person has to ask, and say. */
export async function messagesThatNeedAHand(visit: Visit): Promise<Need> {
  const heading = 'Messages that may not have arrived';
  if (!visit.may('ConfirmArrival')) return { heading, items: [] };
  const { models, partnership, names } = visit.reading;
  const rows = await models.db
    .selectFrom('messages')
    .select(['person', 'why'])
    .where('partnership', '=', partnership)
    .where('status', 'in', ['unknown', 'failed', 'refused'])
    .orderBy('since')
    .execute();
  const items = await Promise.all(
    rows.map(async ({ person, why }) => ({
      text: `To ${await names.of(person)}`,
      href: visit.at('/messages'),
      when: why ?? '',
    })),
  );
  return { heading, items };
}
