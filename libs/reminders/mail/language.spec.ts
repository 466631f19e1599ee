import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { wordsOf } from '#reminders/mail/language';

const root = join(import.meta.dirname, '..', '..', '..');
const templates = join(import.meta.dirname, 'templates');

const about = {
  locale: 'en-GB',
  name: 'A. Lead',
  partnershipName: 'Basildon',
  subject: 'Due',
  on: '2011-03-31',
  link: '',
  items: [],
  lateCount: 0,
  allOwn: true,
};

describe('The words of messages', () => {
  it('are read once', () => {
    expect(wordsOf('en')).toBe(wordsOf('en'));
  });

  it('notice when something that they tell is not there', () => {
    const { partnershipName, ...rest } = about;
    expect(partnershipName).toBe('Basildon');
    expect(() => wordsOf('en').say('message.txt', rest)).toThrow('undefined');
  });

  it('are escaped in HTML and nowhere else', () => {
    const hostile = { ...about, name: '<b>&' };
    expect(wordsOf('en').say('message.html', hostile)).toContain('Dear &lt;b&gt;&amp;,');
    expect(wordsOf('en').say('message.txt', hostile)).toContain('Dear <b>&,');
  });

  it('are taken along by a build', () => {
    const { compilerOptions } = JSON.parse(readFileSync(join(root, 'nest-cli.json'), 'utf8')) as {
      readonly compilerOptions: { readonly assets: unknown };
    };
    expect(compilerOptions.assets).toContainEqual({ include: '../../libs/**/*.njk', outDir: 'dist' });
  });

  it('have the same templates in each language', () => {
    const files = readdirSync(templates).map((language) => readdirSync(join(templates, language)).toSorted());
    expect(new Set(files.map((names) => names.join(' '))).size).toBe(1);
    expect(files[0]).toContain('subject.njk');
  });
});
