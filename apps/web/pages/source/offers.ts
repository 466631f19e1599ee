import type { CommandName } from '#funding/roles';
import type { SourceDetail } from '#reads/source-detail';
import type { Visit } from '../../access/visit.js';

interface Offer {
  readonly text: string;
  readonly path: string;
  readonly command: CommandName;
  /** Where it is of any use. What is offered is judged when it is sent. */
  readonly when: (detail: SourceDetail) => boolean;
}

const has =
  (figure: 'uncommitted' | 'toBeConfirmed' | 'confirmed', type?: string) =>
  ({ figures }: SourceDetail): boolean =>
    figures.some((line) => line[figure] > 0 && (type === undefined || line.fundingType === type));
const always = (): boolean => true;
const hasAny = (detail: SourceDetail): boolean =>
  (['confirmed', 'toBeConfirmed', 'uncommitted'] as const).some((figure) => has(figure)(detail));
const canMove = (detail: SourceDetail): boolean =>
  has('uncommitted')(detail) ||
  detail.pays.some((one) => one.awardedPence > one.spentPence + one.releasedPence);
const hasPaid = ({ pays }: SourceDetail): boolean => pays.some(({ spentPence }) => spentPence > 0);

const offers: readonly Offer[] = [
  { text: 'Confirm money', path: 'confirm', command: 'ConfirmFunding', when: always },
  { text: 'Enter money to be confirmed', path: 'expect', command: 'ExpectFunding', when: always },
  { text: 'Record a cut', path: 'cut', command: 'CutFunding', when: hasAny },
  { text: 'Record a withdrawal', path: 'withdraw', command: 'WithdrawFunding', when: hasAny },
  {
    text: 'Ask to swap capital for revenue',
    path: 'ask-swap',
    command: 'RequestSwap',
    when: has('uncommitted', 'capital'),
  },
  { text: 'Ask for a virement', path: 'ask-virement', command: 'RequestVirement', when: canMove },
  {
    text: 'Hold a reserve decided earlier',
    path: 'hold-reserve',
    command: 'HoldReserve',
    when: has('uncommitted'),
  },
  {
    text: 'Raise a reclaim',
    path: 'raise-reclaim',
    command: 'RaiseReclaim',
    when: hasPaid,
  },
  {
    text: 'Raise a clawback',
    path: 'raise-clawback',
    command: 'RaiseClawback',
    when: hasPaid,
  },
  { text: 'Set what it may only pay for', path: 'ring-fence', command: 'SetRingFence', when: always },
  { text: 'Rename the source', path: 'rename-source', command: 'RenameFundingSource', when: always },
  { text: 'Change the comment', path: 'comment', command: 'SetFundingSourceComment', when: always },
  { text: 'Rename the provider', path: 'rename', command: 'RenameProvider', when: always },
];

/** What this person can do at a source as it stands; nothing at one whose year is closed. */
export function offersAt(
  detail: SourceDetail,
  visit: Visit,
): readonly { readonly text: string; readonly href: string }[] {
  if (detail.status === 'year-closed' || !visit.holds('finance-officer')) return [];
  const useful = offers.filter(({ command, when }) => visit.may(command) && when(detail));
  return useful.map(({ text, path }) => ({ text, href: visit.at(`/sources/${detail.source}/${path}`) }));
}
