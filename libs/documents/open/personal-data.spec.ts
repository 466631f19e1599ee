import { describe, expect, it } from '@jest/globals';
import { isPersonsName, lookWith } from '#documents/open/personal-data';

const look = lookWith(['Ozan Quillfeather', 'Marguerite de la Tour-Vane', 'Chair']);

describe('Looking for personal data', () => {
  it.each([
    ['Write to bus.driver@riverside.example for a place', 'an e-mail address'],
    ['Write to bus\u200b.driver＠riverside.example', 'an e-mail address'],
    ['Write to driver [at] riverside', 'an e-mail address'],
    ['Ring 01375 652652', 'a telephone number'],
    ['Ring (01375) 65 26 52', 'a telephone number'],
    ['Ring +44 7700 900123', 'a telephone number'],
    ['Ring 07700-900123 after six', 'a telephone number'],
    ['Ring +33 1 70 18 99 00', 'a telephone number'],
    ['Insured as QQ123456C, or AB 12 34 56 C', 'a National Insurance number'],
    ['Alarm at 4 Elm Close, SS17 9AB', 'a postcode'],
    ['A safe room for Mrs Elm', 'a name after a title'],
    ['Patrols by PC 1234 Oak', 'a name after a title'],
    ['Led by Cllr. Ash', 'a name after a title'],
    ['The post of Jane Oakenshaw is funded', 'what reads as the name of a person'],
    ['The post of ozan quillfeather', 'the name of a person of the partnership'],
    ['Quillfeather, Ozan: six sessions', 'the name of a person of the partnership'],
    ['Six sessions by O. Quillfeather', 'the name of a person of the partnership'],
    ['Six sessions by Marguérite de la Tour Vane', 'the name of a person of the partnership'],
  ])('finds in "%s" %s', (text, found) => {
    expect(look(text)).toBe(found);
  });

  it.each([
    'Leaflets about burglary on the Elm Estate, 10,000 of them for £1,000.50',
    'From 01.04.2011 to 31.03.2012, then 01/04/2012-31/03/2013',
    'A CCTV camera at Charlotte Street and one in St George Ward',
    'Domestic violence advocate; 30 referrals, 25 supported, 0 refused',
    'The DAAT and the IOM scheme, with PC skills for 12 people',
    'Order 2011-000045 of 12 radios at 400.00 each',
    'A quill and a feather for Ozan',
  ])('finds nothing in "%s"', (text) => {
    expect(look(text)).toBeUndefined();
  });
});

describe('A payee', () => {
  it.each(['Jane Oakenshaw', 'J Oakenshaw', 'J. A. Oakenshaw', 'jane oakenshaw', 'Oliver van Oak'])(
    'reads as a person: %s',
    (payee) => {
      expect(isPersonsName(payee)).toBe(true);
    },
  );

  it.each([
    'Print Works Ltd',
    'Riverside Council',
    'Jane Oakenshaw Training Limited',
    'James & Sons',
    'Riverside Youth Trust',
    'Rainbow',
    'Essex Police',
    'Mary Seacole Housing Association',
  ])('reads as a body: %s', (payee) => {
    expect(isPersonsName(payee)).toBe(false);
  });
});
