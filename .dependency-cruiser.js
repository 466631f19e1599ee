// Which part may import which. Allowlists: whatever is not named here is refused.
// The directions are those of docs/ARCHITECTURE.md, and test/boundaries shows each rule failing.

const nest = ['@nestjs/common', '@nestjs/core', '@nestjs/cqrs', 'reflect-metadata', 'rxjs'];
const mail = ['ical-generator', 'nodemailer', 'notifications-node-client', 'nunjucks'];
const redis = ['bullmq', 'ioredis'];
const formats = ['docx', 'fflate', 'pdfkit', 'write-excel-file'];
const validation = ['class-transformer', 'class-validator', 'reflect-metadata'];

/**
 * For each lib: the libs and packages that it may import, and whether it may import Node's own modules.
 * Tests may import any lib and any package, because they put the parts together.
 */
const allowlists = {
  kernel: { libs: [], packages: ['temporal-polyfill'], node: false },
  funding: { libs: ['kernel'], packages: [], node: false },
  eventing: { libs: ['kernel'], packages: ['canonicalize'], node: true },
  'stores/memory': { libs: ['eventing', 'kernel'], packages: [], node: true },
  'stores/sqlite': { libs: ['eventing', 'kernel'], packages: [], node: true },
  'stores/postgres': { libs: ['eventing', 'kernel'], packages: ['pg'], node: true },
  'stores/kurrentdb': {
    libs: ['eventing', 'kernel'],
    packages: ['@kurrent/kurrentdb-client', '@grpc/grpc-js'],
    node: true,
  },
  projections: { libs: ['funding', 'eventing', 'kernel'], packages: ['kysely', 'pg'], node: true },
  settings: { libs: ['stores/[^/]+', 'projections', 'eventing', 'kernel'], packages: ['pg'], node: true },
  reads: {
    libs: ['settings', 'desk', 'projections', 'funding', 'eventing', 'kernel'],
    packages: [],
    node: false,
  },
  reminders: {
    libs: ['desk', 'projections', 'funding', 'eventing', 'kernel'],
    packages: [...mail, ...redis],
    node: true,
  },
  govuk: { libs: ['kernel'], packages: ['nunjucks'], node: true },
  'sign-in': {
    libs: ['settings', 'projections', 'eventing', 'kernel'],
    packages: ['@zxcvbn-ts/language-common', 'kysely', 'openid-client', 'pg'],
    node: true,
  },
  documents: { libs: ['projections', 'funding', 'eventing', 'kernel'], packages: formats, node: true },
  imports: {
    libs: ['reads', 'desk', 'stores/memory', 'funding', 'eventing', 'kernel'],
    packages: ['csv-parse'],
    node: true,
  },
  desk: {
    libs: ['funding', 'eventing', 'kernel'],
    packages: [...nest, ...validation, 'jsonc-parser'],
    node: true,
  },
};

// What only tests run: specs, and the fixtures, suites and stand-ins that specs share.
const tests = [
  '\\.spec\\.ts$',
  '^libs/eventing/[^/]*conformance',
  '^libs/testing/',
  '^libs/stores/kurrentdb/stand-in/',
  '^libs/reminders/mail/stand-in/',
  '^apps/web/testing/',
];
// Two kinds of file may know a library that the rest of their lib may not.
const moduleFiles = '^libs/.+\\.module\\.ts$';
const commandClasses = '^libs/funding/(fields|.+\\.commands)\\.ts$';

const anyPackage = '(^|/)node_modules/';
const packagePaths = (names) => names.map((name) => `${anyPackage}${name.replaceAll('.', '\\.')}/`);
const libPaths = (names) => names.map((name) => `^libs/${name}/`);
const rule = (name, from, to) => ({ name, severity: 'error', from, to });

function rulesOf([lib, { libs, packages, node }]) {
  const name = lib.replace('/', '-');
  const path = `^libs/${lib}/`;
  const plainFiles = { path, pathNot: [...tests, moduleFiles, commandClasses] };
  const rules = [
    rule(
      `${name}-libs`,
      { path, pathNot: tests },
      { path: '^(apps|libs|test)/', pathNot: libPaths([lib, ...libs]) },
    ),
    rule(`${name}-packages`, plainFiles, { path: anyPackage, pathNot: packagePaths(packages) }),
  ];
  if (!node) rules.push(rule(`${name}-node`, { path, pathNot: tests }, { dependencyTypes: ['core'] }));
  return rules;
}

const production = { path: '^(apps|libs)/', pathNot: tests };

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(allowlists).flatMap(rulesOf),
    rule(
      'lib-without-allowlist',
      { path: '^libs/', pathNot: [...tests, ...libPaths(Object.keys(allowlists))] },
      {},
    ),
    rule(
      'command-classes-packages',
      { path: commandClasses },
      { path: anyPackage, pathNot: packagePaths(validation) },
    ),
    rule('module-files-packages', { path: moduleFiles }, { path: anyPackage, pathNot: packagePaths(nest) }),
    rule(
      'nest-in-apps-alone',
      { path: '^libs/', pathNot: [moduleFiles, '^libs/desk/', '^libs/testing/'] },
      { path: packagePaths(['@nestjs']) },
    ),
    rule(
      'mail-packages-in-mail-alone',
      { path: '^libs/reminders/', pathNot: [...tests, '^libs/reminders/mail/'] },
      { path: packagePaths(mail) },
    ),
    rule(
      'redis-packages-in-redis-alone',
      { path: '^libs/reminders/', pathNot: [...tests, '^libs/reminders/redis/'] },
      { path: packagePaths(redis) },
    ),
    rule(
      'format-packages-in-formats-alone',
      { path: '^libs/documents/', pathNot: [...tests, '^libs/documents/formats/'] },
      { path: packagePaths(formats) },
    ),
    rule('nothing-imports-apps', { pathNot: '^apps/' }, { path: '^apps/' }),
    rule('apps-stand-alone', { path: '^apps/([^/]+)/' }, { path: '^apps/', pathNot: '^apps/$1/' }),
    rule('production-without-tests', production, { path: ['^test/', ...tests] }),
    rule('production-without-dev-packages', production, { dependencyTypes: ['npm-dev'] }),
    rule('packages-are-declared', {}, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }),
    rule('imports-resolve', {}, { couldNotResolve: true }),
    rule('specs-are-not-imported', {}, { path: '\\.spec\\.ts$' }),
    rule('no-cycles', {}, { circular: true }),
    rule(
      'no-orphans',
      { orphan: true, pathNot: ['\\.(spec|suite)\\.ts$', 'jest\\.config\\.js$', '^apps/[^/]+/main\\.ts$'] },
      {},
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // What browsers run, beside files that the build puts there.
    exclude: { path: '^libs/govuk/scripts/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['tallystick-source', 'import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
