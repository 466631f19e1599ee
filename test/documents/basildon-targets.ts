import type { ReadStory } from '#testing/read-story';
import { support } from '#testing/desk-story';

type Terms = Readonly<Record<string, unknown>>;

interface Indicator {
  readonly indicator: string;
  readonly name: string;
  readonly terms: Terms;
  readonly baseline?: readonly [figure: string, period: string];
  /** The targets of 2008/09, 2009/10 and 2010/11; left out where the plan has none. */
  readonly targets: readonly (string | undefined)[];
  readonly note?: string;
}

const number: Terms = { unit: 'number', better: 'lower', suppliedBy: 'Essex Police' };
const percentage: Terms = { unit: 'percentage', better: 'lower', suppliedBy: 'Place Survey' };

/** Seven of the indicators of section 7 of the Basildon plan of 2010, one of each kind that it has. */
const indicators: readonly Indicator[] = [
  {
    indicator: 'ni-20',
    name: 'NI 20 Assault with injury',
    terms: number,
    baseline: ['1215', '2007/08'],
    targets: ['1160', '996', '1048'],
    note: 'To reduce it by 6 per cent by 2010/11, in step with the targets of the police',
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
    terms: { unit: 'rate', per: '1,000 households', better: 'lower', suppliedBy: 'Essex Police' },
    baseline: ['14.21', '2007/08'],
    targets: ['13.50', '14.95', 'tba'],
  },
  {
    indicator: 'ni-17',
    name: 'NI 17 Perceptions of anti-social behaviour',
    terms: percentage,
    baseline: ['32.90', 'Place Survey'],
    targets: ['31.9', '31.0', '23.8'],
    note: 'A target of the county',
  },
  {
    indicator: 'ni-39',
    name: 'NI 39 Admissions to hospital for harm by alcohol',
    terms: percentage,
    targets: [undefined, undefined, '39'],
    note: 'A target of Essex',
  },
  {
    indicator: 'feeling-safe',
    name: 'Feeling safe after dark',
    terms: { ...percentage, better: 'higher' },
    baseline: ['31.3', '2007/08'],
    targets: ['33.3', '35.3', '37.2'],
  },
  {
    indicator: 'ni-18',
    name: 'NI 18 Adult re-offending',
    terms: percentage,
    baseline: ['7.9', '2007/08'],
    targets: [undefined, '7.7', '7.4'],
  },
];

const years = ['2008-09', '2009-10', '2010-11'] as const;

/** Defines them and sets their targets; of one, the year 2009/10 came to 1,127. */
export async function basildonTargets(story: ReadStory): Promise<void> {
  for (const { indicator, name, terms, baseline, targets, note } of indicators) {
    const [figure, period] = baseline ?? [];
    const began = baseline === undefined ? {} : { baseline: { figure, period } };
    await story.do(support, 'DefineIndicator', { indicator, name, priority: 'all', ...terms, ...began });
    const said = note === undefined ? {} : { note };
    for (const [at, target] of targets.entries()) {
      const value = target === 'tba' ? { notSet: 'To be agreed with Essex Police.' } : { figure: target };
      const place = { indicator, year: years[at], period: 'year' };
      if (target !== undefined) await story.do(support, 'SetTarget', { ...place, ...value, ...said });
    }
  }
  await story.do(support, 'RecordActual', {
    indicator: 'ni-20',
    year: '2009-10',
    period: 'year',
    actual: 'year',
    figure: '1127',
    source: 'Partnership plan',
  });
}
