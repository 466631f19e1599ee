import { table, words } from '#documents/model/document';
import type { Cell, Table } from '#documents/model/document';
import type { Grant } from '#documents/open/grant';

type Row = Readonly<Record<string, string>>;

const transactionFields = [
  'id',
  'transactionDate',
  'currency',
  'value',
  'description',
  'provider',
  'recipient',
] as const;

// The titles of the columns are the standard's own, and may not be changed. It has none for transactions: a
// path stands for them.
const columns = [
  'Identifier',
  'Title',
  'Description',
  'Currency',
  'Amount Applied For',
  'Amount Awarded',
  'Amount Disbursed',
  'Award Date',
  'Planned Dates:Start Date',
  'Planned Dates:End Date',
  'Actual Dates:Start Date',
  'Actual Dates:End Date',
  'Recipient Org:Identifier',
  'Recipient Org:Name',
  'Recipient Org:Charity Number',
  'Recipient Org:Company Number',
  'Funding Org:Identifier',
  'Funding Org:Name',
  'Funding Org:Department',
  'Beneficiary Location:Name',
  'Beneficiary Location:Country Code',
  'Beneficiary Location:Geographic Code',
  'Beneficiary Location:Geographic Code Type',
  'Grant Programme:Title',
  'Funding Type:Vocabulary',
  'Funding Type:Code',
  'Funding Type:Title',
  'Last Modified',
  'Data Source',
  'Classifications:Vocabulary',
  'Classifications:Code',
  'Classifications:Title',
  ...transactionColumns('applicationTransaction'),
  ...transactionColumns('commitmentTransaction'),
  ...transactionColumns('disbursementTransaction'),
  'Related Activity',
] as const;

function transactionColumns(which: string): readonly string[] {
  return transactionFields.map((field) => `${which}/0/${field}`);
}

/**
 * Grants as the spreadsheet of the standard: a row a grant, and below it a row for each further programme,
 * classification or transaction, with the identifier alone besides. So what is added up is counted once. Its
 * related grants stand in one cell, with a semicolon between: whoever reads rows of one grant together, as
 * the standard's own converter does, takes a second text in a column for a contradiction, and drops it.
 */
export function grantsTable(grants: readonly Grant[]): Table {
  const rows = grants.flatMap((grant) => rowsOf(grant).map((row) => columns.map((name) => cell(row[name]))));
  return table('grants-360giving', 'Grants', columns, rows);
}

function cell(text: string | undefined): Cell {
  return words(text);
}

function rowsOf(grant: Grant): readonly Row[] {
  const many = manyOf(grant);
  const most = Math.max(1, ...many.map((one) => one.length));
  const identifier = { Identifier: grant.id };
  return Array.from(
    { length: most },
    (_, at) =>
      Object.assign({}, at === 0 ? onceOf(grant) : identifier, ...many.map((one) => one[at] ?? {})) as Row,
  );
}

function onceOf(grant: Grant): Row {
  return {
    Identifier: grant.id,
    Title: grant.title,
    Description: grant.description,
    Currency: grant.currency,
    'Amount Applied For': amount(grant.amountAppliedFor),
    'Amount Awarded': amount(grant.amountAwarded),
    'Amount Disbursed': amount(grant.amountDisbursed),
    'Award Date': grant.awardDate,
    'Last Modified': grant.dateModified ?? '',
    'Data Source': grant.dataSource ?? '',
    'Related Activity': (grant.relatedActivity ?? []).join(';'),
    ...datesIn('Planned Dates', grant.plannedDates),
    ...datesIn('Actual Dates', grant.actualDates),
    ...partiesIn(grant),
    ...firstOf(grant.beneficiaryLocation, (place) =>
      titled('Beneficiary Location', {
        Name: place.name,
        'Country Code': place.countryCode,
        'Geographic Code': place.geoCode,
        'Geographic Code Type': place.geoCodeType,
      }),
    ),
    ...firstOf(grant.fundingType, (type) => classified('Funding Type', type)),
  };
}

function datesIn(group: string, dates: Grant['plannedDates']): Row {
  return firstOf(dates, (one) => titled(group, { 'Start Date': one.startDate, 'End Date': one.endDate }));
}

function partiesIn({ recipientOrganization, fundingOrganization }: Grant): Row {
  return {
    ...firstOf(recipientOrganization, (body) =>
      titled('Recipient Org', {
        Identifier: body.id,
        Name: body.name,
        'Charity Number': body.charityNumber,
        'Company Number': body.companyNumber,
      }),
    ),
    ...firstOf(fundingOrganization, (body) =>
      titled('Funding Org', { Identifier: body.id, Name: body.name, Department: body.department }),
    ),
  };
}

function classified(
  group: string,
  { vocabulary, code, title }: NonNullable<Grant['classifications']>[number],
): Row {
  return titled(group, { Vocabulary: vocabulary, Code: code, Title: title });
}

function firstOf<One>(many: readonly One[] | undefined, columnsOf: (one: One) => Row): Row {
  const first = many?.[0];
  return first === undefined ? {} : columnsOf(first);
}

function manyOf(grant: Grant): readonly (readonly Row[])[] {
  return [
    (grant.grantProgramme ?? []).map(({ title }) => titled('Grant Programme', { Title: title })),
    (grant.classifications ?? []).map((one) => classified('Classifications', one)),
    transactionRows('applicationTransaction', grant.applicationTransaction),
    transactionRows('commitmentTransaction', grant.commitmentTransaction),
    transactionRows('disbursementTransaction', grant.disbursementTransaction),
  ];
}

function transactionRows(which: string, transactions: Grant['applicationTransaction'] = []): readonly Row[] {
  return transactions.map((one) =>
    Object.fromEntries(
      transactionFields.map((field) => [
        `${which}/0/${field}`,
        field === 'value' ? amount(one.value) : (one[field] ?? ''),
      ]),
    ),
  );
}

function titled(group: string, fields: Readonly<Record<string, string | undefined>>): Row {
  return Object.fromEntries(Object.entries(fields).map(([name, text]) => [`${group}:${name}`, text ?? '']));
}

function amount(pounds: number | undefined): string {
  return pounds === undefined ? '' : pounds.toFixed(2);
}
