import type { Reply } from '#desk/reply';
import type { CommandName } from '#funding/roles';
import {
  administrator,
  awardOf,
  decisionAt,
  finance,
  lead,
  openMeetingOn,
  propose,
  support,
  thematicChair,
} from '#testing/desk-story';
import type { ReminderStory } from '#testing/reminder-story';
import { startedProject } from '#testing/reminder-story';
import { dayAfter, NaivePartnership, NaiveReminders } from './naive-reminders.ts';
import type { NaiveRung } from './naive-reminders.ts';
import { inWords, wentBy } from './went.ts';
import type { Told } from './went.ts';

type ProjectName = 'youth-bus' | 'alley-gates';

/** What somebody does one morning. Whether it comes to anything, the desk says. */
export type Step =
  | {
      readonly does: 'extend' | 'finish' | 'correct' | 'return';
      readonly project: ProjectName;
      readonly days: number;
    }
  | {
      readonly does: 'accept' | 'decline' | 'lapse' | 'start' | 'report' | 'hand-in' | 'hand-on';
      readonly project: ProjectName;
    }
  | {
      readonly does: 'deputise' | 'stand-down' | 'leave' | 'come-back' | 'chair-goes' | 'chair-comes';
      readonly project: ProjectName;
    }
  | { readonly does: 'discharge'; readonly condition: string }
  | { readonly does: 'reclaim'; readonly reclaim: string; readonly days: number }
  | { readonly does: 'receive' | 'write-off'; readonly reclaim: string; readonly isAll: boolean }
  | {
      readonly does: 'adopt';
      readonly days: number;
      readonly updatesDueOnDay?: number;
      readonly ladders: Readonly<Record<string, readonly NaiveRung[]>>;
    };
type Does = Step['does'];
type StepOf<Name extends Does> = Step & { readonly does: Name };

type Fields = Readonly<Record<string, unknown>>;

/** A history as it is lived at the desk, and as a clerk keeps it. */
export class Lived {
  private readonly story: ReminderStory;
  private readonly partnership = new NaivePartnership();
  private readonly naive: Readonly<Record<ProjectName, NaiveReminders>>;
  private readonly owedPence = new Map<string, number>();
  private version = 1;
  private entries = 0;

  /** One project that runs, and has paid; and one whose award is decided today, on two conditions. */
  static async from(story: ReminderStory, today: string, finishesOn: string): Promise<Lived> {
    await startedProject(story, 'youth-bus');
    await story.do(finance, 'RecordExpenditure', paid);
    story.on('2011-09-30');
    for (const month of ['2011-05', '2011-06', '2011-07', '2011-08'])
      await story.do(lead, 'SubmitPerformanceUpdate', { project: 'youth-bus', month, ...report });
    story.at(`${today}T05:00:00.000Z`);
    await story.do(support, 'ExtendProject', { project: 'youth-bus', finishesOn, reasons: 'Agreed.' });
    await decideOn(story, 'alley-gates', today);
    return new Lived(story, finishesOn, today);
  }

  private constructor(story: ReminderStory, finishesOn: string, today: string) {
    this.story = story;
    const bus = new NaiveReminders(this.partnership, finishesOn, today);
    bus.starts('2011-05-12', '2011-05-12');
    for (const month of ['2011-05', '2011-06', '2011-07', '2011-08']) bus.reports(month);
    const gates = new NaiveReminders(this.partnership, '2011-12-31', today);
    gates.owes('acceptance', '', dayAfter(today, 14), today);
    for (const { condition, dueOn } of conditionsFrom(today))
      gates.owes('condition', condition, dueOn, today);
    this.naive = { 'youth-bus': bus, 'alley-gates': gates };
  }

  async step(step: Step, today: string): Promise<void> {
    this.story.at(`${today}T07:00:00.000Z`);
    const take = this.steps[step.does] as (step: Step, today: string) => Promise<void>;
    await take(step, today);
  }

  /** A morning on which a worker runs. */
  async morning(today: string): Promise<void> {
    for (const naive of Object.values(this.naive)) naive.morning(today);
    await this.story.round(`${today}T10:00:00.000Z`);
  }

  /** What went out, by the events and by the clerk. */
  async both(): Promise<{ readonly really: readonly string[]; readonly naively: readonly string[] }> {
    const [really, naively]: [string[], string[]] = [[], []];
    for (const [project, naive] of Object.entries(this.naive)) {
      for await (const { type, body } of this.story.store.readStream(`project-riverside.${project}`)) {
        const went = wentBy(type, JSON.parse(body) as Told);
        if (went !== undefined) really.push(inWords(project, went));
      }
      naively.push(...naive.went.map((went) => inWords(project, went)));
    }
    return { really: really.toSorted(), naively: naively.toSorted() };
  }

  private readonly steps: { readonly [Name in Does]: (step: StepOf<Name>, today: string) => Promise<void> } =
    {
      extend: async ({ project, days }, today) => {
        const finishesOn = dayAfter(today, days);
        const extended = { project, finishesOn, reasons: `Snow until ${finishesOn}.` };
        if (await this.happens(support, 'ExtendProject', extended))
          this.naive[project].plans(finishesOn, today);
      },
      finish: async ({ project, days }, today) => {
        const on = dayAfter(today, -days);
        const finished = { project, manner: 'completed', on };
        if (await this.happens(support, 'FinishProject', finished)) this.naive[project].finishes(on, today);
      },
      correct: async ({ project, days }, today) => {
        const finishedOn = dayAfter(today, -days);
        const corrected = { project, finishedOn, reason: 'A slip.' };
        if (await this.happens(support, 'CorrectFinish', corrected))
          this.naive[project].finishes(finishedOn, today);
      },
      return: async ({ project, days }, today) => {
        const newDueOn = dayAfter(today, days);
        const returned = { project, reasons: 'More.', newDueOn };
        if (await this.happens(thematicChair, 'ReturnEvaluation', returned))
          this.naive[project].isReturned(newDueOn, today);
      },
      accept: async ({ project }) => {
        if (await this.byLead(project, 'AcceptAward')) this.naive[project].settles('acceptance');
      },
      decline: async ({ project }) => {
        if (await this.byLead(project, 'DeclineAward', { reason: 'No drivers.' }))
          this.naive[project].losesAward();
      },
      lapse: async ({ project }) => {
        if (await this.happens('tallystick/clock', 'LapseAward', { project }))
          this.naive[project].losesAward();
      },
      start: async ({ project }, today) => {
        if (await this.byLead(project, 'StartProject')) this.naive[project].starts(today, today);
      },
      report: async ({ project }, today) => {
        for (const month of [dayAfter(today, -31).slice(0, 7), today.slice(0, 7)])
          if (await this.byLead(project, 'SubmitPerformanceUpdate', { month, ...report }))
            this.naive[project].reports(month);
      },
      'hand-in': async ({ project }) => {
        if (await this.byLead(project, 'SubmitEvaluation', { answers })) this.naive[project].handsIn();
      },
      'hand-on': async ({ project }) => {
        const naive = this.naive[project];
        const leadOfficer = naive.leadOfficer === 'lead-1' ? 'lead-2' : 'lead-1';
        const handedOn = { project, leadOfficer, reason: 'Left.' };
        if (await this.happens(support, 'ChangeLeadOfficer', handedOn)) naive.isHandedTo(leadOfficer);
      },
      deputise: async ({ project }) => {
        const naive = this.naive[project];
        const deputy = naive.leadOfficer === 'lead-1' ? 'lead-2' : 'lead-1';
        if (await this.happens(support, 'NameDeputy', { project, deputy })) naive.deputy = deputy;
      },
      'stand-down': async ({ project }) => {
        const naive = this.naive[project];
        const stoodDown = { project, deputy: naive.deputy || 'lead-2', reason: 'Moved.' };
        if (await this.happens(support, 'StandDownDeputy', stoodDown)) naive.deputy = '';
      },
      leave: async () => {
        const left = { person: 'lead-1', reason: 'On leave.' };
        if (await this.happens(administrator, 'SwitchOffPerson', left)) this.partnership.away.add('lead-1');
      },
      'come-back': async () => {
        const back = { person: 'lead-1', reason: 'Back.' };
        if (await this.happens(administrator, 'SwitchOnPerson', back)) this.partnership.away.delete('lead-1');
      },
      'chair-goes': async () => {
        const ended = { ...chairOfTheme, reason: 'Retired.' };
        if (await this.happens(administrator, 'EndRole', ended)) this.partnership.hasChair = false;
      },
      'chair-comes': async () => {
        const given = { ...chairOfTheme, agency: 'fire' };
        if (await this.happens(administrator, 'GiveRole', given)) this.partnership.hasChair = true;
      },
      discharge: async ({ condition }) => {
        const discharged = { project: 'alley-gates', condition, evidence: 'Seen.' };
        if (await this.happens(support, 'DischargeCondition', discharged))
          this.naive['alley-gates'].settles('condition', condition);
      },
      reclaim: async ({ reclaim, days }, today) => {
        const dueOn = dayAfter(today, days);
        const raised = { reclaim, ...owedToUs, amountPence: 5_000, dueOn, reason: 'Agreed.' };
        if (!(await this.happens(finance, 'RaiseReclaim', raised))) return;
        this.owedPence.set(reclaim, 5_000);
        this.naive['youth-bus'].owes('reclaim', reclaim, dueOn, today);
      },
      receive: async ({ reclaim, isAll }) => {
        const owed = this.owedPence.get(reclaim) ?? 5_000;
        const amountPence = Math.max(1, isAll ? owed : Math.ceil(owed / 2));
        this.entries += 1;
        const received = { reclaim, source, entry: `in-${this.entries}`, amountPence, reference: 'BACS' };
        if (!(await this.happens(finance, 'ReceiveReclaim', received))) return;
        this.owedPence.set(reclaim, owed - amountPence);
        if (owed === amountPence) this.naive['youth-bus'].settles('reclaim', reclaim);
      },
      'write-off': async ({ reclaim }) => {
        const writtenOff = { reclaim, source, reason: 'They are gone.' };
        if (!(await this.happens(finance, 'WriteOffReclaim', writtenOff))) return;
        this.owedPence.set(reclaim, 0);
        this.naive['youth-bus'].settles('reclaim', reclaim);
      },
      adopt: async ({ days, updatesDueOnDay, ladders }, today) => {
        const from = dayAfter(today, days);
        const given = Object.entries(ladders).map(([obligation, rungs]) => ({
          obligation,
          rungs: rungs.map(asGiven),
        }));
        const day = updatesDueOnDay === undefined ? {} : { updatesDueOnDay };
        const policy = { version: this.version + 1, from, ladders: given, ...day };
        if (!(await this.happens(administrator, 'AdoptPolicy', policy))) return;
        this.version += 1;
        this.partnership.adopts({ from, ladders, ...day });
      },
    };

  private async byLead(project: ProjectName, command: CommandName, more: Fields = {}): Promise<boolean> {
    return this.happens(`${this.naive[project].leadOfficer}/lead-officer`, command, { project, ...more });
  }

  private async happens(by: string, command: CommandName, fields: Fields): Promise<boolean> {
    return happened(await this.story.send(by, command, fields));
  }
}

function happened(reply: Reply): boolean {
  if (reply.outcome === 'invalid' || reply.outcome === 'conflict') throw new Error(JSON.stringify(reply));
  return reply.outcome === 'accepted';
}

const source = 'home-office';
const owedToUs = { source, project: 'youth-bus', from: 'Home Office', fundingType: 'revenue' };
const chairOfTheme = { person: 'theme-1', role: 'thematic-chair', group: 'asb' };
const report = { rag: 'green', progress: 'Well.' };
const paid = {
  payment: 'p-1',
  project: 'youth-bus',
  paidOn: '2011-05-12',
  payee: 'Bus Hire Ltd',
  reference: 'INV-1',
  netPence: 20_000,
  irrecoverableVatPence: 0,
  purpose: 'Hire',
  category: 'transport',
  charges: [{ source, fundingType: 'revenue', amountPence: 20_000 }],
};
const answers = {
  done: 'All.',
  outputs: [{ text: 'Nights' }],
  outcomes: '-',
  evidence: '-',
  economy: '-',
  efficiency: '-',
  effectiveness: '-',
  costComment: '-',
  lessons: '-',
  next: { recommend: 'discontinue', why: '-' },
};

function conditionsFrom(today: string) {
  return [
    { condition: 'insurance', text: 'Insured.', when: 'in-delivery', dueOn: dayAfter(today, 20) },
    { condition: 'vetting', text: 'Vetted.', when: 'on-completion', dueOn: dayAfter(today, 61) },
  ];
}

async function decideOn(story: ReminderStory, project: string, today: string): Promise<void> {
  await propose(story, project, 50_000);
  const meeting = await openMeetingOn(story, today, [{ item: project, kind: 'bid', project }]);
  const award = { ...awardOf(50_000), conditions: conditionsFrom(today) };
  await story.do(support, 'FundProject', { project, decision: decisionAt(meeting, project), award });
}

function asGiven({ tells, ...rung }: NaiveRung) {
  return { ...rung, tells: tells.map((who) => ({ who })) };
}
