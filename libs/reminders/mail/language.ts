import { join } from 'node:path';
import nunjucks from 'nunjucks';
import { formatMonth, formatWeekday } from '#kernel/local-date';
import type { LocalDate } from '#kernel/local-date';

/** The languages that messages are written in; each is a folder of templates. */
export type Language = 'en';

type Template =
  'subject' | 'message.txt' | 'message.html' | 'calendar' | 'link-subject' | 'link.txt' | 'link.html';
type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/** What of a language is not in its templates. */
interface Manner {
  /** As the tag of the HTML, and for plurals. */
  readonly locale: string;
  /** A day, with its year where that is not the year of the message. */
  day(date: LocalDate, on: LocalDate): string;
  /** A month, `2011-03`. */
  month(month: string): string;
}

const manners: Readonly<Record<Language, Manner>> = {
  en: {
    locale: 'en-GB',
    day: (date, on) => {
      return date.slice(0, 4) === on.slice(0, 4)
        ? formatWeekday(date)
        : `${formatWeekday(date)} ${date.slice(0, 4)}`;
    },
    month: formatMonth,
  },
};

/** The words of one language: its templates, with the filters `day`, `month` and `count` for them. */
export class Words {
  readonly locale: string;
  private readonly plain: nunjucks.Environment;
  private readonly html: nunjucks.Environment;

  constructor(language: Language) {
    const folder = join(import.meta.dirname, 'templates', language);
    this.locale = manners[language].locale;
    this.plain = environment(folder, manners[language], false);
    this.html = environment(folder, manners[language], true);
  }

  /**
   * What a template says. Only what is HTML is escaped as HTML.
   *
   * @throws Error when a template uses what is not there
   */
  say(template: Template, about: object): string {
    const words = template.endsWith('.html') ? this.html : this.plain;
    return words.render(`${template}.njk`, about);
  }
}

function environment(folder: string, manner: Manner, autoescape: boolean): nunjucks.Environment {
  const plurals = new Intl.PluralRules(manner.locale);
  return new nunjucks.Environment(new nunjucks.FileSystemLoader(folder), {
    autoescape,
    throwOnUndefined: true,
    trimBlocks: true,
    lstripBlocks: true,
  })
    .addFilter('day', (date: LocalDate, on: LocalDate) => manner.day(date, on))
    .addFilter('month', (month: string) => manner.month(month))
    .addFilter('count', (n: number, forms: Forms) => {
      return (forms[plurals.select(n)] ?? forms.other ?? '').replace('#', String(n));
    });
}

const spoken = new Map<Language, Words>();

/** The words of a language, read from its files once. */
export function wordsOf(language: Language): Words {
  const words = spoken.get(language) ?? new Words(language);
  spoken.set(language, words);
  return words;
}
