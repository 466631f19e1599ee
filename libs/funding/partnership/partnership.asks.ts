import type { Circumstances } from '#kernel/asking';
import type { PartnershipCommand } from './partnership.commands.js';
import type { Matter, Settlement } from './partnership.events.js';

/** What a partnership is asked: its own commands, and its part in the commands of other nouns. */
export type PartnershipAsk =
  | PartnershipCommand
  | (Circumstances &
      (
        | { readonly type: 'RegisterSource'; readonly source: string; readonly year: string }
        | ({ readonly type: 'GiveNotice' } & Matter)
        | ({ readonly type: 'SettleMatter' } & Settlement)
      ));
