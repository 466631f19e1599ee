import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { PostBox } from '#testing/post-box';
import { LinkMail } from './access/link-mail.js';
import { WaysIn } from './access/ways-in.js';
import { Crawl } from './testing/crawl.js';
import { Easel } from './testing/easel.js';
import { fromElsewhere } from './testing/elsewhere.js';
import { whoSendsForms } from './testing/forms.js';
import { answered, oneOfEach, reached } from './testing/looks.js';
import type { Look } from './testing/looks.js';
import { PagesUnderTest } from './testing/pages-under-test.js';
import { oneOfEachState, toldExample } from './testing/told-example.js';

jest.setTimeout(600_000);

/** What is wrong with the pages, by what is asked of them. */
const wrong = {
  axe: [] as string[],
  refusedOrThrown: [] as string[],
  tooWide: [] as string[],
  moving: [] as string[],
  outOfReach: [] as string[],
  alikeInForcedColours: [] as string[],
};

let crawls: readonly Crawl[];
let looks: readonly Look[];

beforeAll(async () => {
  const mail = new LinkMail(new PostBox(), 'https://tallystick.council.example/');
  const pages = await PagesUnderTest.of(await toldExample(), 'example', {
    waysIn: () => new WaysIn({ mail }),
  });
  await pages.upToDate();
  const projects = await oneOfEachState(pages);
  crawls = await crawlsOf(pages, projects);
  looks = oneOfEach([
    ...reached(crawls),
    ...(await answered(pages, crawls)),
    ...(await fromElsewhere(pages)),
  ]);
  await pages.application.listen(0, 'localhost');
  const easel = await Easel.open(new URL(await pages.application.getUrl()).port);
  for (const look of looks) await judge(easel, look);
  await easel.close();
  await pages.close();
});

async function crawlsOf(pages: PagesUnderTest, projects: readonly string[]): Promise<readonly Crawl[]> {
  const all: Crawl[] = [];
  for (const person of whoSendsForms) all.push(await Crawl.of(pages, person, projects));
  return all;
}

async function judge(easel: Easel, { shown, where }: Look): Promise<void> {
  const at = (found: readonly string[]): readonly string[] => found.map((one) => `${where}: ${one}`);
  wrong.refusedOrThrown.push(...at(await easel.show(shown)));
  wrong.axe.push(...at(await easel.foundByAxe()));
  wrong.moving.push(...at(await easel.moving()));
  wrong.outOfReach.push(...at(await easel.outOfReach()));
  wrong.alikeInForcedColours.push(...at(await easel.alikeInForcedColours()));
  wrong.tooWide.push(...at(await easel.runningOut()));
}

describe('Every page, in every state that someone comes to', () => {
  it('has nothing that axe finds to stand in someone’s way', () => {
    expect(wrong.axe).toEqual([]);
  });

  it('is refused nothing by its content security policy, and its scripts do not fail', () => {
    expect(wrong.refusedOrThrown).toEqual([]);
  });

  it('runs out of nothing that is 320 pixels wide, as a window of 1280 is at 400 %', () => {
    expect(wrong.tooWide).toEqual([]);
  });

  it('has nothing to which the Tab key does not come, and shows what it has come to', () => {
    expect(wrong.outOfReach).toEqual([]);
  });

  it('has nothing that moves for those who have asked for less motion', () => {
    expect(wrong.moving).toEqual([]);
  });

  it('tells the parts of a chart apart for those who have chosen their own colours', () => {
    expect(wrong.alikeInForcedColours).toEqual([]);
  });

  it('has a title of its own among those that one person comes to', () => {
    const shared = crawls.flatMap(({ person, shown }) => {
      const byTitle = Map.groupBy(
        [...shown.values()].filter(({ isPage }) => isPage),
        ({ title }) => title,
      );
      return [...byTitle].flatMap(([title, all]) => {
        const paths = [...new Set(all.map(({ at }) => at.replace(/\?.*$/, '')))];
        return paths.length === 1 ? [] : [`${person}: ${title} is ${paths.join(' and ')}`];
      });
    });
    expect(shared).toEqual([]);
  });
});
