import { describe, expect, it } from '@jest/globals';
import { publication } from '#funding/publication/publication';
import type { PublicationCommand } from '#funding/publication/publication.commands';
import type { PublicationEvent } from '#funding/publication/publication.events';
import type { Circumstances } from '#kernel/asking';
import { given } from '#testing/given';

const within: Circumstances = {
  by: { person: 'support-1', role: 'support-officer' },
  partnership: 'riverside',
  on: '2012-04-13',
  today: '2012-04-13',
};
const publisher = {
  name: 'Riverside Council',
  identifier: 'GB-LAE-RVS',
  prefix: '360G-riverside',
  department: 'Community safety',
  areaCode: 'E22000999',
};
const describePublisher = { ...within, type: 'DescribePublisher', ...publisher } as const;
const described: PublicationEvent = { type: 'PublisherDescribed', data: publisher };

describe('describing the publisher', () => {
  it('keeps what was said, until something else is said', () => {
    given(publication).when(describePublisher).yields(described);
    given(publication, described).when(describePublisher).changesNothing();
    given(publication, described)
      .when({ ...describePublisher, department: 'Public protection' })
      .yields({ type: 'PublisherDescribed', data: { ...publisher, department: 'Public protection' } });
  });

  it('takes the code of a partnership in England or in Wales', () => {
    const data = { ...publisher, areaCode: 'W14000001' };
    given(publication)
      .when({ ...describePublisher, areaCode: 'W14000001' })
      .yields({ type: 'PublisherDescribed', data });
  });

  it.each([
    [{ identifier: 'Riverside' }, 'no-identifier', { identifier: 'Riverside' }],
    [{ prefix: 'riverside' }, 'no-prefix', { prefix: 'riverside' }],
    [{ areaCode: 'E07000108' }, 'no-area-code', { areaCode: 'E07000108' }],
    [{ licence: 'Open Government Licence' }, 'no-licence', undefined],
    [{ website: 'www.riverside.example' }, 'no-website', undefined],
  ] as const)('refuses %j', (changed, refusal, facts) => {
    given(publication)
      .when({ ...describePublisher, ...changed })
      .refuses(refusal, facts);
  });
});

const agency = { agency: 'youth-trust', kind: 'voluntary', identifier: 'GB-CHC-1000001' } as const;

describe('describing an agency', () => {
  const describeAgency = { ...within, type: 'DescribeAgency', ...agency } as const;
  const agencyDescribed: PublicationEvent = { type: 'AgencyDescribed', data: agency };

  it('keeps what was said last', () => {
    given(publication).when(describeAgency).yields(agencyDescribed);
    given(publication, agencyDescribed).when(describeAgency).changesNothing();
    const company = { agency: 'youth-trust', kind: 'company' } as const;
    const now = given(publication, agencyDescribed, { type: 'AgencyDescribed', data: company }).state;
    expect(now.agencies).toEqual([company]);
  });

  it.each([
    ['1000001', 'no-identifier'],
    ['GB-CHC-12345', 'no-charity-number'],
    ['GB-CHC-unknown', 'no-charity-number'],
    // The nought in front was dropped, as spreadsheets do.
    ['GB-COH-1234567', 'no-company-number'],
  ] as const)('refuses what is no identifier: %s', (identifier, refusal) => {
    given(publication)
      .when({ ...describeAgency, identifier })
      .refuses(refusal, { identifier });
  });

  it.each(['GB-CHC-200051', 'GB-COH-SC123456', 'GB-COH-01234567', 'GB-SC-SC012345', 'GB-LAE-THR'])(
    'takes the number of a register: %s',
    (identifier) => {
      const data = { agency: 'youth-trust', kind: 'voluntary', identifier } as const;
      given(publication)
        .when({ ...describeAgency, identifier })
        .yields({ type: 'AgencyDescribed', data });
    },
  );
});

describe('holding a project back', () => {
  const about = { project: 'refuge', reason: 'Its place is not to be known.' };
  const hold: PublicationCommand = { ...within, type: 'HoldProjectBack', ...about };
  const release: PublicationCommand = { ...within, type: 'ReleaseProject', ...about };
  const held: PublicationEvent = { type: 'ProjectHeldBack', data: about };
  const released: PublicationEvent = { type: 'ProjectReleased', data: about };

  it('happens once, and can be held back again after it was released', () => {
    given(publication).when(hold).yields(held);
    given(publication, held).when(hold).changesNothing();
    given(publication, held, released).when(hold).yields(held);
  });

  it('ends when it is released, which what was never held back cannot be', () => {
    given(publication, held).when(release).yields(released);
    given(publication, held, released).when(release).changesNothing();
    given(publication).when(release).refuses('not-held-back', { project: 'refuge' });
  });
});

describe('clearing a text', () => {
  const said = { text: 'Lighting at Rose Hill', reason: 'Rose Hill is a street.' };
  const clear: PublicationCommand = { ...within, type: 'ClearText', ...said };
  const cleared: PublicationEvent = { type: 'TextCleared', data: said };

  it('is of that text, letter by letter, and of no other', () => {
    given(publication).when(clear).yields(cleared);
    given(publication, cleared).when(clear).changesNothing();
    const other = { text: 'Lighting at Rose Hill.', reason: said.reason };
    given(publication, cleared)
      .when({ ...clear, ...other })
      .yields({ type: 'TextCleared', data: other });
  });
});

describe('holding a text back', () => {
  const said = { text: 'Sessions at the house in Mill Lane', reason: 'The place is a refuge.' };
  const hold: PublicationCommand = { ...within, type: 'HoldTextBack', ...said };
  const clear: PublicationCommand = { ...within, type: 'ClearText', ...said };
  const held: PublicationEvent = { type: 'TextHeldBack', data: said };
  const cleared: PublicationEvent = { type: 'TextCleared', data: said };

  it('happens once, also to one that was cleared by mistake', () => {
    given(publication).when(hold).yields(held);
    given(publication, held).when(hold).changesNothing();
    given(publication, cleared).when(hold).yields(held);
    given(publication, cleared, held).when(hold).changesNothing();
  });

  it('ends when the text is cleared, so that no text is both', () => {
    given(publication, held).when(clear).yields(cleared);
    const { cleared: free, heldTexts } = given(publication, cleared, held, cleared, held).state;
    expect([free, heldTexts]).toEqual([[], [said.text]]);
  });
});

describe("joining a county's view", () => {
  const county = { county: 'westshire', name: 'Safer Westshire' };
  const join: PublicationCommand = { ...within, type: 'JoinCounty', ...county };
  const leave: PublicationCommand = {
    ...within,
    type: 'LeaveCounty',
    county: 'westshire',
    reason: 'Unitary.',
  };
  const joined: PublicationEvent = { type: 'CountyJoined', data: county };
  const left: PublicationEvent = { type: 'CountyLeft', data: { county: 'westshire', reason: 'Unitary.' } };

  it('happens once, and again after it was left', () => {
    given(publication).when(join).yields(joined);
    given(publication, joined).when(join).changesNothing();
    given(publication, joined, left).when(join).yields(joined);
  });

  it('ends when it is left, which one that was never joined cannot be', () => {
    given(publication, joined).when(leave).yields(left);
    given(publication, joined, left).when(leave).changesNothing();
    given(publication).when(leave).refuses('county-not-joined', { county: 'westshire' });
  });
});
