import { Ajv } from 'ajv';
import type { ErrorObject } from 'ajv';

// The rules of the 360Giving Data Standard, version 1.4, restated: the names, types and formats of its
// schemas for a grant and for a package of grants (standard.threesixtygiving.org, technical reference), with
// its closed code lists as far as a partnership uses them. Its own lets more through: fields of any other
// name, days with a time of day, and many fields left out. What is right here is right there.

const day = { type: 'string', pattern: '^[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])$' };
const uncertainDay = { type: 'string', pattern: '^[0-9]{4}(-(0[1-9]|1[012])(-(0[1-9]|[12][0-9]|3[01]))?)?$' };
const instant = {
  type: 'string',
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$',
};
const text = { type: 'string', minLength: 1 };
const address = { type: 'string', pattern: '^https?://[^ ]+$' };
const grantId = { type: 'string', pattern: '^360G-[A-Za-z0-9_-]+$' };
const bodyId = { type: 'string', pattern: '^([A-Z]{2}-[A-Z]+|360G)-[A-Za-z0-9_-]+$' };

function object(required: readonly string[], properties: Readonly<Record<string, unknown>>): object {
  return { type: 'object', required, properties, additionalProperties: false };
}

function many(items: object, more: object = {}): object {
  return { type: 'array', items, uniqueItems: true, ...more };
}

const dates = object(['startDate'], {
  title: text,
  startDate: uncertainDay,
  endDate: uncertainDay,
  duration: text,
  description: text,
  dateModified: instant,
});

const location = object([], {
  id: text,
  name: text,
  countryCode: { enum: ['GB'] },
  // A latitude and a longitude are in the standard; a partnership publishes no point, only its area.
  description: text,
  geoCode: { type: 'string', pattern: '^[EW][0-9]{8}$' },
  geoCodeType: { enum: ['CSP', 'CDRP', 'UA', 'NMD', 'MD', 'LONB', 'WD', 'LSOA', 'MSOA', 'PFA', 'CTY'] },
  dateModified: instant,
});

const organization = object(['id', 'name'], {
  id: bodyId,
  name: text,
  department: text,
  charityNumber: text,
  companyNumber: text,
  addressLocality: text,
  addressRegion: text,
  addressCountry: text,
  alternateName: text,
  description: text,
  url: address,
  location: many(location),
  dateModified: instant,
  // A contact, a street, a telephone number and an e-mail address are in the standard, and not in ours.
});

const classification = object(['vocabulary'], {
  vocabulary: text,
  code: text,
  title: text,
  description: text,
  url: address,
  dateModified: instant,
});

/** The programme that a grant belongs to, which the standard keeps apart from its classifications. */
const programme = object(['title'], {
  code: text,
  title: text,
  description: text,
  url: address,
  dateModified: instant,
});

const relatedDocument = object([], {
  id: text,
  title: text,
  url: address,
  description: text,
  documentType: text,
  dateModified: instant,
});

const fundingType = {
  allOf: [
    classification,
    {
      properties: {
        code: { enum: ['FT01', 'FT02', 'FT03', 'FT04', 'FT10', 'FT11', 'FT12', 'FT13', 'FT20'] },
      },
    },
  ],
};

const transaction = object(['id', 'transactionDate', 'currency', 'value'], {
  id: grantId,
  transactionDate: day,
  currency: { enum: ['GBP'] },
  value: { type: 'number', multipleOf: 0.01 },
  valueDate: day,
  description: text,
  provider: bodyId,
  recipient: bodyId,
  dateModified: instant,
});

const grant = object(
  [
    'id',
    'title',
    'description',
    'currency',
    'amountAwarded',
    'awardDate',
    'recipientOrganization',
    'fundingOrganization',
  ],
  {
    id: grantId,
    // The standard asks for fewer than 140 characters.
    title: { ...text, maxLength: 139 },
    description: text,
    currency: { enum: ['GBP'] },
    amountAppliedFor: { type: 'number', minimum: 0 },
    amountAwarded: { type: 'number', minimum: 0 },
    amountDisbursed: { type: 'number' },
    awardDate: day,
    url: address,
    plannedDates: many(dates, { minItems: 1 }),
    actualDates: many(dates, { minItems: 1 }),
    recipientOrganization: many(organization, { minItems: 1 }),
    beneficiaryLocation: many(location),
    fundingOrganization: many(organization, { minItems: 1 }),
    grantProgramme: many(programme),
    relatedDocument: many(relatedDocument),
    fromOpenCall: { enum: ['Yes', 'No'] },
    fundingType: many(fundingType, { minItems: 1 }),
    classifications: many(classification, { minItems: 1 }),
    applicationTransaction: many(transaction),
    commitmentTransaction: many(transaction),
    disbursementTransaction: many(transaction),
    relatedActivity: many(text),
    locationScope: { type: 'string', pattern: '^GLS[0-9]{3}$' },
    regrantType: { type: 'string', pattern: '^FRG[0-9]{3}$' },
    dateModified: instant,
    dataSource: address,
  },
);

const grants = {
  type: 'object',
  required: ['version', 'grants'],
  additionalProperties: false,
  properties: {
    version: { const: '1.4' },
    extensions: many(text),
    title: text,
    description: text,
    issued: day,
    modified: instant,
    identifier: text,
    publisher: object(['name'], { identifier: bodyId, name: text, website: address, logo: address }),
    downloadURL: address,
    accessURL: address,
    license: address,
    grants: { ...many(grant), minItems: 1 },
  },
};

const validate = new Ajv({ allErrors: true, multipleOfPrecision: 6, strictTypes: false }).compile(grants);

/** What is wrong with a package of grants, by the standard; empty when nothing is. */
export function wrongBy360Giving(packageOfGrants: unknown): readonly string[] {
  validate(packageOfGrants);
  const errors: readonly ErrorObject[] = validate.errors ?? [];
  const wrong = errors.map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
  return wrong.length > 0 ? wrong : unequalSums(packageOfGrants as SummedPackage);
}

interface SummedPackage {
  readonly grants: readonly (Readonly<Record<string, unknown>> & { readonly id: string })[];
}

/** Amounts of which the standard says that they come to their transactions, where there are any. */
const sums = {
  amountAppliedFor: 'applicationTransaction',
  amountAwarded: 'commitmentTransaction',
  amountDisbursed: 'disbursementTransaction',
} as const;

function unequalSums({ grants: all }: SummedPackage): readonly string[] {
  return all.flatMap((one) =>
    Object.entries(sums).flatMap(([amount, transactions]) => {
      const given = one[transactions] as readonly { readonly value: number }[] | undefined;
      if (given === undefined || given.length === 0) return [];
      const pence = given.reduce((sum, { value }) => sum + Math.round(value * 100), 0);
      return pence === Math.round(Number(one[amount]) * 100)
        ? []
        : [`${one.id}: ${amount} is not what its transactions come to`];
    }),
  );
}
