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
    ['Write to bus.driver at riverside dot example', 'an e-mail address'],
    ['Write to bus.driver {at} riverside', 'an e-mail address'],
    ['Write to bus.driver @ riverside . example', 'an e-mail address'],
    ['Ring 01375/652652', 'a telephone number'],
    ['Ring 01375–652–652', 'a telephone number'],
    ['Ring 01375_652652', 'a telephone number'],
    ['Ring O77OO 9OO123', 'a telephone number'],
    ['Ring 01375 65-26-52', 'a telephone number'],
    ['Ring 0044 (0) 1375 652652', 'a telephone number'],
    ['Insured as AB-12-34-56-C', 'a National Insurance number'],
    ['Alarm at ss17 9ab', 'a postcode'],
    ['Alarm at SS17-9AB, or SS17  9AB', 'a postcode'],
    ['Alarm and new locks at 4 Elm Close', 'the address of a house'],
    ['Alarm at 12a UPPER ELM ROAD', 'the address of a house'],
    ['New locks for flat 3', 'the address of a house'],
    ['For a boy, DOB 3.4.98', 'a date of birth'],
    ['For a girl born on the 3rd of April', 'a date of birth'],
    ['A safe room for MRS ELM', 'a name after a title'],
    ['A safe room for mrs elm', 'a name after a title'],
    ['Led by cllr Ash', 'a name after a title'],
    ['A safe room for Mrs E', 'a name after a title'],
    ['Led by J. A. Oakenshaw', 'what reads as the name of a person'],
    ['Led by J.Oakenshaw', 'what reads as the name of a person'],
    ['Led by Siân ap Rhys', 'what reads as the name of a person'],
    ['The post of Zoë Oakenshaw is funded', 'what reads as the name of a person'],
    ['The post of Gurpreet Oakenshaw is funded', 'what reads as the name of a person'],
    ['The post of Anne-Marie Oakenshaw is funded', 'what reads as the name of a person'],
    ['The post of Jane van der Oak is funded', 'what reads as the name of a person'],
    ['The post of Jane-Oakenshaw is funded', 'what reads as the name of a person'],
    ['Six sessions for Jane O.', 'what reads as the name of a person'],
    ['Six sessions: Oakenshaw, Jane', 'what reads as the name of a person'],
    ['six sessions by jane oakenshaw', 'what reads as the name of a person'],
    ['SIX SESSIONS BY JANE OAKENSHAW', 'what reads as the name of a person'],
    ['Six sessions by Jane \u2060Oakenshaw', 'what reads as the name of a person'],
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
    'Paid in 08/09 09/10 10/11 and 11/12',
    'Drugs of Class A. The E.U. Grant and the U.K. Police pay',
    'Works on the A13, and on the a1 2nd phase',
    '12 radios @ 4.50, and 20 cameras @ £400 each',
    'Open on 2011-04-01 2011-04-02 and 2011-04-03',
    'Wardens for 5 streets close to the station; leaflets in 3 Roads of the Elm Estate',
    'We mark bikes with mark-up sheets, and ask jane about the van',
    'A drop-in at grays, charlotte street and victoria park',
    'Children born in 2004, flat rate of 50 per cent',
    'Grays, Charlotte Street and Tilbury',
  ])('finds nothing in "%s"', (text) => {
    expect(look(text)).toBeUndefined();
  });
});

describe('A payee', () => {
  it.each([
    'Jane Oakenshaw',
    'J Oakenshaw',
    'J. A. Oakenshaw',
    'jane oakenshaw',
    'Oliver van Oak',
    'OAKENSHAW J',
    'Oakenshaw, Jane',
    'MRS OAKENSHAW',
    'Zoë Oakenshaw',
  ])('reads as a person: %s', (payee) => {
    expect(isPersonsName(payee)).toBe(true);
  });

  it.each([
    'Print Works Ltd',
    'Riverside Council',
    'Jane Oakenshaw Training Limited',
    'James & Sons',
    'Riverside Youth Trust',
    'Rainbow',
    'Essex Police',
    'Mary Seacole Housing Association',
    'Grays St James',
  ])('reads as a body: %s', (payee) => {
    expect(isPersonsName(payee)).toBe(false);
  });
});
