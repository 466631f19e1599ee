import type { ReadStory } from '#testing/read-story';
import { support } from '#testing/desk-story';

type Terms = Readonly<Record<string, unknown>>;

interface Indicator {
  readonly indicator: string;
  readonly name: string;
  /** Its objective; the first one where it is left out. */
  readonly priority?: string;
  readonly terms: Terms;
  readonly baseline?: readonly [figure: string, period: string];
  /** The targets of 2008/09, 2009/10 and 2010/11; left out where the plan has none. */
  readonly targets: readonly (string | undefined)[];
  readonly note?: string;
}

const number: Terms = { unit: 'number', better: 'lower', suppliedBy: 'Essex Police' };
const percentage: Terms = { unit: 'percentage', better: 'lower', suppliedBy: 'Place Survey' };

const crimes: Terms = { unit: 'rate', per: '1,000 population', better: 'lower', suppliedBy: 'Essex Police' };

/** The indicators of section 7 of the Basildon plan of 2010, in its order. */
const indicators: readonly Indicator[] = [
  {
    indicator: 'ni-20',
    name: 'NI 20 Assault with injury',
    terms: number,
    baseline: ['1215', '2007/08'],
    targets: ['1160', '996', '1048'],
    note: 'To reduce it by 6 per cent by 2010/11, in step with the targets of the police; beside that of 2009/10 the plan prints 1,127',
  },
  {
    indicator: 'ni-32',
    name: 'NI 32 Repeat incidents of domestic violence',
    terms: number,
    baseline: ['787', '2007/08'],
    targets: ['748', '724', '792'],
    note: 'The target of the district, confirmed with the county',
  },
  {
    indicator: 'burglary',
    name: 'Domestic burglaries',
    terms: { ...crimes, per: '1,000 households' },
    baseline: ['14.21', '2007/08'],
    targets: ['13.50', '14.95', 'tba'],
    note: 'That of 2009/10 is 1,063 burglaries of 71,118 households',
  },
  {
    indicator: 'violent-crime',
    name: 'Violent crime',
    terms: crimes,
    baseline: ['16.88', '2007/08'],
    targets: ['16.04', '15.99', 'tba'],
  },
  {
    indicator: 'robbery',
    name: 'Robberies',
    terms: crimes,
    baseline: ['1.39', '2007/08'],
    targets: ['1.32', '1.18', 'tba'],
  },
  {
    indicator: 'vehicle-crime',
    name: 'Vehicle crimes',
    terms: crimes,
    baseline: ['13.60', '2007/08'],
    targets: ['12.92', '10.13', 'tba'],
  },
  {
    indicator: 'ni-15',
    name: 'NI 15 Serious violent crime',
    terms: crimes,
    baseline: ['53', '2007/08'],
    targets: ['50', '103', 'tba'],
  },
  {
    indicator: 'sexual-offences',
    name: 'Serious sexual offences',
    terms: number,
    baseline: ['91', '2007/08'],
    targets: [undefined, undefined, 'tba'],
  },
  {
    indicator: 'ni-17',
    name: 'NI 17 Perceptions of anti-social behaviour',
    priority: 'asb',
    terms: percentage,
    baseline: ['32.90', 'Place Survey'],
    targets: ['31.9', '31.0', '23.8'],
    note: 'A target of the county',
  },
  {
    indicator: 'ni-39',
    name: 'NI 39 Admissions to hospital for harm by alcohol',
    priority: 'substances',
    terms: percentage,
    targets: [undefined, undefined, '39'],
    note: 'A target of Essex',
  },
  {
    indicator: 'ni-40',
    name: 'NI 40 Drug users in effective treatment',
    priority: 'substances',
    terms: { ...number, better: 'higher', suppliedBy: 'Essex DAAT' },
    targets: [undefined, undefined, 'county'],
  },
  {
    indicator: 'ni-115',
    name: 'NI 115 Substance misuse by young people',
    priority: 'substances',
    terms: percentage,
    targets: [undefined, undefined, 'county'],
  },
  {
    indicator: 'feeling-safe',
    name: 'Feeling safe after dark',
    priority: 'fear',
    terms: { ...percentage, better: 'higher' },
    baseline: ['31.3', '2007/08'],
    targets: ['33.3', '35.3', '37.2'],
  },
  {
    indicator: 'fear-of-crime',
    name: 'Fear of crime, survey of the district',
    priority: 'fear',
    terms: percentage,
    baseline: ['18', '2007/08'],
    targets: ['18', '16.7', 'local'],
    note: 'A target of the district is considered: 16 per cent',
  },
  {
    indicator: 'confidence',
    name: 'Confidence that the police and their partners deal with what matters',
    priority: 'fear',
    terms: { ...percentage, better: 'higher' },
    baseline: ['45.8', 'to September 2008'],
    targets: [undefined, '51', '54.4'],
    note: 'Set by government for the force',
  },
  {
    indicator: 'ni-18',
    name: 'NI 18 Adult re-offending',
    priority: 'offending',
    terms: percentage,
    baseline: ['7.9', '2007/08'],
    targets: [undefined, '7.7', '7.4'],
  },
];

/** What the plan prints where it has no figure. */
const notSet: Readonly<Record<string, string>> = {
  tba: 'To be agreed with Essex Police.',
  local: 'To be agreed locally.',
  county: 'The county sets it in its area agreement.',
};

const years = ['2008-09', '2009-10', '2010-11'] as const;

/** Defines them and sets their targets. Of no year the plan prints what it came to: none was over. */
export async function basildonTargets(story: ReadStory): Promise<void> {
  for (const one of indicators) await defined(story, one);
}

async function defined(story: ReadStory, one: Indicator): Promise<void> {
  const { indicator, name, priority = 'all', terms, baseline, targets, note } = one;
  const [figure, period] = baseline ?? [];
  const began = baseline === undefined ? {} : { baseline: { figure, period } };
  await story.do(support, 'DefineIndicator', { indicator, name, priority, ...terms, ...began });
  const said = note === undefined ? {} : { note };
  for (const [at, target] of targets.entries()) {
    const place = { indicator, year: years[at], period: 'year' };
    if (target !== undefined) await story.do(support, 'SetTarget', { ...place, ...toSet(target), ...said });
  }
}

function toSet(target: string): Terms {
  const why = notSet[target];
  return why === undefined ? { figure: target } : { notSet: why };
}
