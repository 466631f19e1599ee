import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { count, date, words } from '#documents/model/document';
import { choice, day, line, optional, time } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted } from '#govuk/form';
import { meetingsOf, partOfMeetings, placeOfMeeting } from '#reads/meetings';
import { inWords } from '#reads/words';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import type { Download } from '../../answering/download.js';
import { exportOf } from '../../answering/export.js';
import { pagingOf, partAsked } from '../../answering/long-list.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { Sending } from '../../commands/sending.js';

/** The meetings of the partnership's groups, and calling one. */
@Controller('p/:partnership/meetings')
@Permits(...readers)
export class MeetingsPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async show(@Visiting() visit: Visit, @Query() query: Posted): Promise<Page> {
    const shown = await partOfMeetings(visit.reading, partAsked(query, ['text', 'text']));
    const path = visit.at('/meetings');
    const named = groupNames(visit);
    return new Page('meetings/meetings.njk', {
      title: 'Meetings',
      meetings: shown.rows.map((row) => ({
        ...row,
        group: named.get(row.group) ?? row.group,
        statusInWords: inWords(row.status),
        href: visit.at(`/meetings/${row.meeting}`),
      })),
      paging: pagingOf(shown, { path, query, keyOf: placeOfMeeting }),
      // A lead officer asks for an extension from the page of the project.
      raiseHref: visit.holds('support-officer', 'finance-officer') ? visit.at('/matters/raise') : undefined,
      callHref: visit.may('CallMeeting') ? visit.at('/meetings/call') : undefined,
      exportHref: visit.at('/meetings/export.csv'),
      count: shown.count,
    });
  }

  @Get('export.csv')
  async export(@Visiting() visit: Visit): Promise<Download> {
    const named = groupNames(visit);
    const all = await meetingsOf(visit.reading);
    const rows = all
      .toReversed()
      .map(({ meeting, heldOn, startsAt, group, place, status, present, items }) => [
        date(heldOn),
        words(startsAt ?? ''),
        words(meeting),
        words(named.get(group) ?? group),
        words(place ?? ''),
        words(inWords(status)),
        count(present),
        count(items.length),
      ]);
    return exportOf(visit, { name: 'meetings', title: 'Meetings', columns, rows });
  }

  @Get('call')
  @Permits('support-officer')
  ask(@Visiting() visit: Visit): Page {
    return withId(callPage(visit, callForm(visit).filledWith()));
  }

  @Post('call')
  @Permits('support-officer')
  async call(@Visiting() visit: Visit, @Body() posted: Posted): Promise<Page | SeeOther> {
    return answerForm(this.sending, visit, posted, {
      form: callForm(visit),
      show: async (view) => callPage(visit, view),
      command: ({ group, heldOn, startsAt, place }) => ({
        name: 'CallMeeting',
        content: {
          meeting: idFor(group, heldOn),
          group,
          heldOn,
          ...(startsAt === undefined ? {} : { startsAt }),
          ...(place === undefined ? {} : { place }),
        },
      }),
      done: ({ group, heldOn }) =>
        new SeeOther(visit.at(`/meetings/${idFor(group, heldOn)}`), 'The meeting is called.'),
    });
  }
}

const columns = ['Day', 'Begins at', 'Meeting', 'Group', 'Where', 'State', 'There #', 'Items #'];

function groupNames({ reading }: Visit): ReadonlyMap<string, string> {
  return new Map(reading.state.groups.map(({ group, name }) => [group, name]));
}

const callForm = ({ reading }: Visit) =>
  new Form({
    group: choice(
      reading.state.groups.map(({ group }) => group),
      { what: 'the group that meets' },
    ),
    heldOn: day({ what: 'the day of the meeting' }),
    startsAt: optional(time({ what: 'the time at which it begins' })),
    place: optional(line({ what: 'where it is held' })),
  });

function callPage(visit: Visit, form: FormView): Page {
  const groups = visit.reading.state.groups.map(({ group, name }) => ({ value: group, text: name }));
  return new Page('meetings/call-meeting.njk', {
    title: 'Call a meeting',
    trail: [{ text: 'Meetings', href: visit.at('/meetings') }],
    button: 'Call the meeting',
    groups,
    form,
  });
}

/** A group meets once a day, so the two name a meeting. */
function idFor(group: string, heldOn: string): string {
  return `${group.slice(0, 50)}-${heldOn}`;
}
