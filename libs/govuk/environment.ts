import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import nunjucks from 'nunjucks';
import { yearInWords } from '#kernel/financial-year';
import { formatDate, formatMonth } from '#kernel/local-date';
import { formatPence } from '#kernel/pence';

const packageFolder = (name: string): string =>
  dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));

/** Where templates are looked for besides the folders of pages: ours, and those of the two design systems. */
const ownTemplates = join(import.meta.dirname, 'templates');

/**
 * Draws a template with what it is to show. Everything is escaped, unless a macro of a design system drew it.
 */
export interface Templates {
  draw(template: string, data: object): string;
}

/**
 * Opens the templates of pages.
 *
 * @param folders where the templates of pages lie
 * @param assetsPath the address under which the assets are served
 */
export function openTemplates(folders: readonly string[], assetsPath: string): Templates {
  const paths = [
    ...folders,
    ownTemplates,
    join(packageFolder('govuk-frontend'), 'dist'),
    packageFolder('@ministryofjustice/frontend'),
  ];
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(paths), {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
  environment.addGlobal('assetPath', assetsPath);
  environment.addGlobal('optionsOf', optionsOf);
  environment.addFilter('money', (pence: number) => formatPence(pence));
  environment.addFilter('day', (day: string | null | undefined) => (day ? formatDate(day) : ''));
  environment.addFilter('year', (year: string) => yearInWords(year));
  environment.addFilter('month', (month: string) => formatMonth(month));
  environment.addFilter('inWords', (code: string) => code.replaceAll('-', ' '));
  environment.addFilter('counted', counted);
  // A sentence that goes on in brackets has no full stop before them.
  environment.addFilter('unended', (text: string) => text.replace(/\.$/, ''));
  return { draw: (template, data) => environment.render(template, data) };
}

interface Option {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

/** The options of a select, escaped. A loop of a template takes much longer, and there may be hundreds. */
function optionsOf(options: readonly Option[]): object {
  const { escape } = nunjucks.lib as unknown as { readonly escape: (text: string) => string };
  const drawn = options.map(
    ({ value, text, selected }) =>
      `<option value="${escape(value)}"${selected ? ' selected' : ''}>${escape(text)}</option>`,
  );
  return new nunjucks.runtime.SafeString(drawn.join(''));
}

/** `1 project`, `2 projects`; thousands are parted. */
function counted(count: number, one: string, several = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : several}`;
}
