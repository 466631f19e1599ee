import { describe, expect, it } from '@jest/globals';
import { routes } from '../testing/routes.js';
import { apiCommands } from './commands.js';
import { reads } from './reads/reads.js';

const start = '/p/:partnership';

const exported = 'The same rows as a file: the list itself, with format=csv.';
const aForm = 'It leads to a form, and tells nothing itself.';

/**
 * For each page that is only read, the operations by which a program reads the same; or why there are none. A
 * page that asks is the way of people to a command, and every command that people give is in the API.
 */
const told: Readonly<Record<string, readonly string[] | string>> = {
  '': ['getNeeds'],
  '/bids/:project': ['getProject'],
  '/answers': ['listAnswers'],
  '/answers/export.csv': exported,
  '/budget': ['getBudget'],
  '/budget/export.csv': exported,
  '/budget/left-out.csv': ['getBudget'],
  '/charts': ['getYearFigures'],
  '/charts/export.csv': ['getYearFigures'],
  '/close-year': aForm,
  '/documents': ['listDocuments'],
  '/documents/:name': aForm,
  '/documents/:name/made': ['getDocumentAnnualReport', 'getDocumentAwardLetter', 'getDocumentMinutes'],
  '/documents/:name/figure': ['getDocumentAnnualReport', 'getEvent'],
  '/documents/:name/figure.csv': ['getDocumentAnnualReport', 'getEvent'],
  '/evaluations': ['listEvaluations', 'listEvaluationsDue'],
  '/evaluations/:project': ['getProject', 'getEvaluation', 'getEvaluationDraft'],
  '/evaluations/export.csv': exported,
  '/events': ['listEvents', 'listAnswers'],
  '/events/:position': ['getEvent'],
  '/events/export.csv': exported,
  '/general-ledger': ['getGeneralLedger', 'getJournal'],
  '/general-ledger/batches/:batch': ['getLedgerBatch'],
  '/general-ledger/batches/:batch/file/:format':
    'The file that the general ledger takes in: getLedgerBatch tells its lines, each with its codes.',
  '/general-ledger/export.csv': ['getGeneralLedger'],
  '/general-ledger/journal/:format': ['getJournal'],
  '/groups/:group': ['getPartnership', 'listPeople'],
  '/groups/:group/export.csv': ['getPartnership', 'listPeople'],
  '/meetings': ['listMeetings'],
  '/meetings/export.csv': exported,
  '/messages': ['listMessages'],
  '/messages/export.csv': exported,
  '/needs/:kind': ['getNeeds'],
  '/open-data': ['getPublication', 'getDocument360giving'],
  '/open-data/agencies.csv': ['getPublication'],
  '/open-data/held-back': ['getPublication'],
  '/open-data/texts': ['getPublication'],
  '/people': ['listPeople'],
  '/people/:person': ['getPerson', 'listPersonHistory'],
  '/people/export.csv': exported,
  '/performance': ['listIndicators', 'listRisks', 'listHighlightReports'],
  '/performance/draft-report': ['getHighlightDraft'],
  '/performance/draft-report/begin': aForm,
  '/performance/export.csv': ['listIndicators', 'listRisks', 'listHighlightReports'],
  '/plan': ['getPartnership'],
  '/policy': ['getPolicy'],
  '/projects': ['listProjects', 'listBids'],
  '/projects/:project': ['getProject', 'listProjectHistory'],
  '/projects/:project/award.csv': ['getProject'],
  '/projects/:project/money': ['getProject', 'listClaims'],
  '/projects/:project/submit-evaluation': ['getEvaluationDraft'],
  '/projects/:project/spending': ['listSpending'],
  '/projects/:project/spending/claims.csv': ['listClaims'],
  '/projects/:project/spending/export.csv': exported,
  '/projects/export.csv': exported,
  '/queues': 'It is about the machine that works, and not about a partnership.',
  '/search': ['search'],
  '/set-up': 'What is still missing of a new partnership: getPartnership and listPeople tell what is there.',
  '/set-up/next': aForm,
  '/sources': ['listSources', 'getBudget'],
  '/sources/:source': ['getSource', 'listSourceHistory'],
  '/sources/:source/export.csv': ['getSource'],
  '/sources/export.csv': exported,
  '/spending': ['listSpending'],
  '/spending/export.csv': exported,
  '/tokens': 'Whoever holds a token is not to find others by it.',
  '/tokens/export.csv': 'Whoever holds a token is not to find others by it.',
  '/updates': ['listUpdates'],
  '/updates/export.csv': exported,
  '/year-end/:year': ['getYearEnd', 'getDocumentYearEndConfirmation'],
  '/year-end/:year/export.csv': ['getYearEnd'],
};

/** Every address of a page of a partnership to which nothing can be sent. */
function pagesThatAreRead(): readonly string[] {
  const all = routes().filter(({ path }) => path.startsWith(start));
  const taking = new Set(all.filter(({ method }) => method === 'POST').map(({ path }) => path));
  const read = all.filter(({ method, path }) => method === 'GET' && !taking.has(path));
  return [...new Set(read.map(({ path }) => path.slice(start.length)))].toSorted();
}

describe('Whatever people read on pages', () => {
  it('is in the API, or it is said why not', () => {
    expect(pagesThatAreRead()).toEqual(Object.keys(told).toSorted());
    const known = new Set(reads.map(({ operation }) => operation));
    const operations = Object.values(told).flatMap((one) => (typeof one === 'string' ? [] : one));
    expect(operations.filter((operation) => !known.has(operation))).toEqual([]);
  });

  it('and has to be before a decision is the answer to a command that is tried out', () => {
    for (const command of ['FundProject', 'TakeChairsAction', 'AuthoriseVirement', 'CloseYear'] as const)
      expect(apiCommands).toContain(command);
  });
});
