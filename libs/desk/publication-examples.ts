import type { ExamplesOf } from '#desk/command-registry';

/** One example of each command about what a partnership shows to others. */
export const publicationExamples: ExamplesOf<'publication'> = {
  DescribePublisher: {
    name: 'Riverside Council',
    identifier: 'GB-LAE-RVS',
    prefix: '360G-riverside',
    department: 'Community safety',
    areaCode: 'E22000999',
    licence: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
    website: 'https://www.riverside.example/open-data',
  },
  DescribeAgency: { agency: 'youth-trust', kind: 'voluntary', identifier: 'GB-CHC-1000001' },
  HoldProjectBack: { project: 'refuge', reason: 'Its place is not to be known.' },
  ReleaseProject: { project: 'refuge', reason: 'It has closed.' },
  ClearText: { text: 'Lighting at Rose Hill', reason: 'Rose Hill is a street.' },
  HoldTextBack: { text: 'Sessions at the house in Mill Lane', reason: 'The place is a refuge.' },
  JoinCounty: { county: 'westshire', name: 'Safer Westshire' },
  LeaveCounty: { county: 'westshire', reason: 'The district is now a unitary council.' },
};
