import type { Kysely, Selectable, SelectQueryBuilder } from 'kysely';
import { bidsProjection } from '#projections/bids.projection';
import type { bidTables } from '#projections/bids.projection';
import { budgetProjection } from '#projections/budget.projection';
import type { budgetTables } from '#projections/budget.tables';
import { claimsProjection } from '#projections/claims.projection';
import type { claimTables } from '#projections/claims.projection';
import { historyProjection } from '#projections/history.projection';
import type { historyTables } from '#projections/history.projection';
import { measuresProjection } from '#projections/measures.projection';
import type { measureTables } from '#projections/measures.projection';
import { meetingsProjection } from '#projections/meetings.projection';
import type { meetingTables } from '#projections/meetings.projection';
import { messagesProjection } from '#projections/messages.projection';
import type { messageTables } from '#projections/messages.projection';
import { partnershipProjection } from '#projections/partnership.projection';
import type { partnershipTables } from '#projections/partnership.projection';
import type { Projection } from '#projections/projection';
import { projectsProjection } from '#projections/projects.projection';
import type { projectTables } from '#projections/projects.tables';
import { spendHistoryProjection } from '#projections/spend-history.projection';
import type { spendHistoryTables } from '#projections/spend-history.projection';
import type { TablesOf } from '#projections/table';

/** Every read model, in the order in which an event is put to them. */
export const readModels: readonly Projection[] = [
  partnershipProjection,
  budgetProjection,
  spendHistoryProjection,
  claimsProjection,
  projectsProjection,
  bidsProjection,
  meetingsProjection,
  messagesProjection,
  measuresProjection,
  historyProjection,
];

/** Every table of them, as Kysely types them. */
export type ReadModelTables = TablesOf<typeof partnershipTables> &
  TablesOf<typeof budgetTables> &
  TablesOf<typeof spendHistoryTables> &
  TablesOf<typeof claimTables> &
  TablesOf<typeof projectTables> &
  TablesOf<typeof bidTables> &
  TablesOf<typeof meetingTables> &
  TablesOf<typeof messageTables> &
  TablesOf<typeof measureTables> &
  TablesOf<typeof historyTables>;

/** The database that people read. */
export type ReadModels = Kysely<ReadModelTables>;

/** A question to one table of the read models, and what its rows are. */
export type Question<
  Table extends keyof ReadModelTables,
  Row = Selectable<ReadModelTables[Table]>,
> = SelectQueryBuilder<ReadModelTables, Table, Row>;
