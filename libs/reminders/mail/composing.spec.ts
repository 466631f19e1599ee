import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { addDays } from '#kernel/local-date';
import { compose } from '#reminders/mail/composing';
import type { Composed } from '#reminders/mail/composing';
import { rfc5322 } from '#reminders/mail/mail';
import type { Item, Message } from '#reminders/message';

const golden = join(import.meta.dirname, '..', '..', '..', 'test', 'golden', 'mail');
const from = { name: 'Tallystick', address: 'reminders@council.example' };
const kinds = [
  'evaluation',
  'performance-update',
  'acceptance',
  'condition',
  'reclaim',
  'finish-check',
] as const;
const which = { 'performance-update': '2011-02', condition: 'insurance', reclaim: 'R-7' } as const;

function item(over: Partial<Item> = {}): Item {
  const { kind = 'evaluation' } = over;
  return {
    project: 'p1',
    title: 'Youth bus',
    kind,
    ...(kind in which ? { of: which[kind as keyof typeof which] } : {}),
    ...(kind === 'reclaim' ? { source: 'essex-police-2010' } : {}),
    dueOn: '2011-03-31',
    days: 0,
    overdue: false,
    ...over,
  };
}

function message(items: readonly Item[], over: Partial<Message> = {}): Message {
  return {
    id: '2f1c1b52-93a8-5d3e-8a7b-3f0c5d9e1a24',
    partnership: 'basildon',
    partnershipName: 'Basildon Community Safety Partnership',
    to: { person: 'person-1', name: 'A. Lead', email: 'a.lead@council.example' },
    items,
    on: '2011-03-31',
    link: 'https://tallystick.council.example/',
    ...over,
  };
}

const digest = [
  item({ project: 'p4', title: 'Street lights', kind: 'condition', dueOn: '2011-04-08', days: -3 }),
  item({ project: 'p2', title: 'Alley gates', dueOn: '2011-03-24', days: 7, overdue: true }),
  item({
    project: 'p3',
    title: 'Burglary leaflet',
    kind: 'performance-update',
    dueOn: '2011-04-07',
    days: -3,
  }),
];
const bomb = 'Bus\r\nBcc: everyone@council.example\r\n\r\n<script>alert(1)</script>\u2028\u0000end';

/** By the name of its golden files. */
const cases: Readonly<Record<string, Message>> = {
  ...Object.fromEntries(
    kinds.flatMap((kind) => [
      [`${kind}-before`, message([item({ kind, days: -3 })], { on: '2011-03-28' })],
      [`${kind}-on-the-day`, message([item({ kind })])],
      [`${kind}-after`, message([item({ kind, days: 7, overdue: true })], { on: '2011-04-07' })],
    ]),
  ),
  'a-day-late': message([item({ days: 1, overdue: true })], { on: '2011-04-01' }),
  'another-year': message([item({ dueOn: '2010-12-30', days: 91, overdue: true })]),
  'told-as-chair': message([item({ days: 7, overdue: true, told: 'thematic-chair' })], { on: '2011-04-07' }),
  ...Object.fromEntries(
    (['lead-officer', 'finance-officer', 'thematic-chair'] as const).map((inPlaceOf) => [
      `in-place-of-${inPlaceOf}`,
      message([item({ days: 7, overdue: true, told: 'support-officer', inPlaceOf })], { on: '2011-04-07' }),
    ]),
  ),
  'told-as-deputy': message([item({ told: 'deputy-lead-officer' })]),
  'not-delivered': message([], { undelivered: ['B. Leaver'] }),
  'several-not-delivered': message([], { undelivered: ['B. Leaver', 'C. <b>Mover</b>'] }),
  'reminder-and-not-delivered': message([item()], { undelivered: ['B. Leaver'] }),
  digest: message(digest),
  'digest-all-to-come': message(digest.filter(({ overdue }) => !overdue)),
  'digest-all-late': message(
    digest.map((one) => ({ ...one, dueOn: addDays(one.dueOn, -20), overdue: true })),
  ),
  'digest-as-chair': message(digest.map((one) => ({ ...one, told: 'thematic-chair' }))),
  'several-rungs-of-one': message(
    [-28, -14, -7].map((days) => item({ days })),
    { on: '2011-03-25' },
  ),
  'hostile-title': message([
    item({ title: '</strong><img src=x onerror=alert(1)> & "quotes" {{ 7 * 7 }} \u202etxt.exe' }),
  ]),
  'newlines-injected': message([item({ title: bomb })], {
    to: { person: 'person-1', name: bomb, email: 'a.lead@council.example' },
    partnershipName: bomb,
  }),
  'very-long-title': message([item({ title: 'Extension of the scheme for the long name '.repeat(40) })]),
  'not-ascii': message([item({ title: 'Café Wŷl — “Llanfair” 👩‍👩‍👧‍👦 项目' })], {
    to: { person: 'person-1', name: 'Siân Ó Dálaigh', email: 'sian@council.example' },
  }),
  'without-name-and-link': message([item()], {
    link: '',
    to: { person: 'person-1', name: '', email: 'a.lead@council.example' },
  }),
};

/** What of a message lies in its golden files, by the end of the file's name. */
function filesOf({ subject, to, headers, text, html, calendar }: Composed): Readonly<Record<string, string>> {
  const about = { To: `${to.name} <${to.email}>`, Subject: subject, ...headers };
  const heads = Object.entries(about).map(([name, value]) => `${name}: ${value}`);
  return {
    '.txt': `${heads.join('\n')}\n\n${text}`,
    '.html': html,
    ...(calendar === undefined ? {} : { '.ics': inLines(calendar.content) }),
  };
}

/** Version control may change how lines end. */
function inLines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function allFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(cases).flatMap(([name, one]) =>
      Object.entries(filesOf(compose(one))).map(([end, content]) => [`${name}${end}`, content] as const),
    ),
  );
}

function subjectOf(...items: readonly Item[]): string {
  return compose(message(items)).subject;
}

/** By which a calendar knows the entry of the one item of a message. */
function uid(over: Partial<Item>, partnership = 'basildon'): string | undefined {
  const { content = '' } = compose(message([item(over)], { partnership })).calendar ?? {};
  return /^UID:(.*)$/m.exec(content)?.[1];
}

describe('Messages in words', () => {
  it('are those of test/golden/mail; with UPDATE_GOLDEN=1 these are written anew', async () => {
    const wanted = new Map(allFiles());
    const whole = await rfc5322(compose(cases['digest']!), from, new Date('2011-03-31T08:00:00Z'));
    wanted.set('digest.eml', inLines(whole.toString('utf8')));
    if (process.env['UPDATE_GOLDEN'] === '1') {
      rmSync(golden, { recursive: true, force: true });
      mkdirSync(golden, { recursive: true });
      for (const [name, content] of wanted) writeFileSync(join(golden, name), content);
    }
    const found = readdirSync(golden).map(
      (name) => [name, readFileSync(join(golden, name), 'utf8')] as const,
    );
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted));
  });

  it('say in the subject what is due and by when', () => {
    expect(subjectOf(item())).toBe('Evaluation of Youth bus is due today, Thursday 31 March');
    expect(subjectOf(item({ dueOn: '2011-04-01' }))).toBe('Evaluation of Youth bus is due on Friday 1 April');
    expect(subjectOf(item({ dueOn: '2011-03-24' }))).toBe(
      'Evaluation of Youth bus was due on Thursday 24 March and is 7 days late',
    );
    expect(subjectOf(...digest)).toBe(
      '3 things are due from you: 1 is late, the next is due on Thursday 7 April',
    );
  });

  it('tell what is overdue first, and rungs of one obligation once', () => {
    const { text } = compose(message([...digest, item({ ...digest[1]!, days: 0 })]));
    const places = ['Alley gates', 'Burglary leaflet', 'Street lights'].map((title) => text.indexOf(title));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).toContain('3 things are due from you');
    expect(text.split('Alley gates')).toHaveLength(2);
  });

  it('say to whoever owes something and is told of it as chair too that they owe it', () => {
    const both = [item({ told: 'lead-officer' }), item({ told: 'thematic-chair' })];
    expect(compose(message(both)).text).toContain('Please send in the evaluation form.');
  });

  it('can be given up only where they are a digest', () => {
    expect(compose(message(digest)).headers).toHaveProperty('List-Unsubscribe');
    expect(compose(message([item()])).headers).toEqual({ 'Auto-Submitted': 'auto-generated' });
  });

  it.each(Object.keys(cases))('have one link, and nothing that is fetched: %s', (name) => {
    const { text, html } = compose(cases[name]!);
    const links = cases[name]!.link === '' ? 0 : 1;
    expect(html.match(/href=/g) ?? []).toHaveLength(links);
    expect(text.match(/https:\/\//g) ?? []).toHaveLength(links);
    expect(html).not.toMatch(/<(?:img|link|script|style|iframe)\b|url\(|\bsrc=(?!x onerror)/i);
  });

  it.each(Object.keys(cases))('keep every header to one line: %s', async (name) => {
    const composed = compose(cases[name]!);
    expect(composed.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
    const [heads = ''] = (await rfc5322(composed, from)).toString('utf8').split('\r\n\r\n');
    const names = heads.split('\r\n').flatMap((line) => /^([\w-]+):/.exec(line)?.[1] ?? []);
    expect(names.filter((one) => one === 'Subject')).toHaveLength(1);
    expect(names).not.toContain('Bcc');
    expect(heads).toMatch(/^[\x20-\x7e\r\n]*$/);
  });

  it('have a Message-ID of their own id and the domain of who sends them', async () => {
    const { id } = message([]);
    const whole = (await rfc5322(compose(message([item()])), from)).toString('utf8');
    expect(whole).toContain(`Message-ID: <${id}@council.example>\r\n`);
    expect(whole).toContain('Auto-Submitted: auto-generated\r\n');
  });

  it('put due dates into a calendar as whole days, and those alone that are to come', () => {
    const { content = '' } = compose(message(digest)).calendar ?? {};
    expect(content.match(/DTSTART;VALUE=DATE:\d+/g)).toEqual([
      'DTSTART;VALUE=DATE:20110407',
      'DTSTART;VALUE=DATE:20110408',
    ]);
    expect(content.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(content).not.toMatch(/METHOD|ATTENDEE|ORGANIZER/);
    expect(compose(message([item({ dueOn: '2011-03-30' })])).calendar).toBeUndefined();
  });

  it('move the entry of a calendar when the due date moves, and mix no two up', () => {
    expect(uid({ dueOn: '2011-05-02' })).toBe(uid({}));
    const others = [
      uid({ project: 'p2' }),
      uid({ kind: 'acceptance' }),
      uid({ of: 'x' }),
      uid({}, 'thurrock'),
    ];
    expect(new Set([uid({}), ...others]).size).toBe(5);
  });

  it('give a service with templates of its own the text without the link', () => {
    const { parts, text } = compose(message([item()]));
    expect(parts?.link).toBe('https://tallystick.council.example/');
    expect(parts?.text).not.toContain('https:');
    expect(text).toContain(parts?.text.split('\n\n')[1]);
  });
});
