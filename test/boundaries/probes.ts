/** A file that breaks a rule, by what it imports. */
interface Probe {
  readonly rule: string;
  readonly from: string;
  readonly imports: readonly string[];
}

/** The rest of the smallest project in which the rules have something to judge. */
export const fixturePackages: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    type: 'module',
    imports: { '#*': { 'tallystick-source': './libs/*.ts', default: './dist/libs/*.js' } },
    dependencies: {
      '@nestjs/common': '*',
      canonicalize: '*',
      'class-validator': '*',
      commander: '*',
      'csv-parse': '*',
      kysely: '*',
      'temporal-polyfill': '*',
    },
    devDependencies: { 'fast-check': '*' },
  }),
  'tsconfig.json': JSON.stringify({
    compilerOptions: { module: 'nodenext', customConditions: ['tallystick-source'] },
  }),
  // The way back of a cycle, which is reported once, where it begins.
  'libs/eventing/cycle-two.ts': "import '#eventing/cycle-one';\n",
  ...fakePackage('@nestjs/common'),
  ...fakePackage('canonicalize'),
  ...fakePackage('class-validator'),
  ...fakePackage('commander'),
  ...fakePackage('csv-parse'),
  ...fakePackage('fast-check'),
  ...fakePackage('kysely'),
  ...fakePackage('temporal-polyfill'),
  ...fakePackage('undeclared'),
};

function fakePackage(name: string): Record<string, string> {
  return {
    [`node_modules/${name}/package.json`]: JSON.stringify({
      name,
      version: '1.0.0',
      type: 'module',
      main: 'index.js',
    }),
    [`node_modules/${name}/index.js`]: 'export {};\n',
  };
}

/** Files that keep every rule, each beside the probes that break one. */
export const innocents: Readonly<Record<string, readonly string[]>> = {
  'libs/kernel/kept.ts': ['temporal-polyfill'],
  'libs/funding/kept.ts': ['#kernel/kept'],
  'libs/funding/kept.commands.ts': ['class-validator'],
  'libs/funding/project/kept.commands.ts': ['class-validator'],
  'libs/funding/kept.spec.ts': [
    '#testing/kept',
    '#funding/kept.commands',
    '#stores/memory/kept',
    'fast-check',
  ],
  'libs/eventing/kept.ts': ['#kernel/kept', 'canonicalize', 'node:crypto'],
  'libs/eventing/conformance.ts': ['#eventing/kept', 'fast-check'],
  'libs/stores/memory/kept.ts': ['#eventing/kept'],
  'libs/stores/memory/kept.spec.ts': ['#eventing/conformance', '#stores/memory/kept'],
  'libs/stores/sqlite/kept.ts': ['#eventing/kept', 'node:sqlite'],
  'libs/projections/kept.ts': ['#funding/kept', '#eventing/kept', 'kysely'],
  'libs/projections/kept.module.ts': ['@nestjs/common', '#projections/kept'],
  'libs/documents/kept.ts': ['#projections/kept'],
  'libs/imports/kept.ts': ['#funding/kept', 'csv-parse'],
  'libs/desk/kept.ts': ['#funding/kept', '#eventing/kept', '@nestjs/common', 'class-validator'],
  'libs/testing/kept.ts': ['#funding/kept', 'fast-check'],
  'apps/cli/main.ts': [
    'commander',
    '#documents/kept',
    '#desk/kept',
    '#imports/kept',
    '#projections/kept.module',
  ],
  'apps/web/main.ts': ['#stores/sqlite/kept', '@nestjs/common'],
  'test/kept.spec.ts': ['#testing/kept', 'fast-check'],
};

/** For each rule at least one import that only this rule stands against. */
export const probes: readonly Probe[] = [
  { rule: 'kernel-libs', from: 'libs/kernel/libs.ts', imports: ['#funding/kept'] },
  { rule: 'kernel-packages', from: 'libs/kernel/packages.ts', imports: ['kysely'] },
  { rule: 'kernel-node', from: 'libs/kernel/node.ts', imports: ['node:fs'] },
  { rule: 'funding-libs', from: 'libs/funding/libs.ts', imports: ['#eventing/kept'] },
  { rule: 'funding-packages', from: 'libs/funding/packages.ts', imports: ['class-validator'] },
  { rule: 'funding-node', from: 'libs/funding/node.ts', imports: ['node:crypto'] },
  { rule: 'eventing-libs', from: 'libs/eventing/libs.ts', imports: ['#funding/kept'] },
  { rule: 'eventing-packages', from: 'libs/eventing/packages.ts', imports: ['kysely'] },
  { rule: 'stores-memory-libs', from: 'libs/stores/memory/libs.ts', imports: ['#stores/sqlite/kept'] },
  { rule: 'stores-memory-packages', from: 'libs/stores/memory/packages.ts', imports: ['kysely'] },
  { rule: 'stores-sqlite-libs', from: 'libs/stores/sqlite/libs.ts', imports: ['../memory/kept.js'] },
  { rule: 'stores-sqlite-packages', from: 'libs/stores/sqlite/packages.ts', imports: ['kysely'] },
  { rule: 'projections-libs', from: 'libs/projections/libs.ts', imports: ['#stores/sqlite/kept'] },
  { rule: 'projections-packages', from: 'libs/projections/packages.ts', imports: ['commander'] },
  { rule: 'documents-libs', from: 'libs/documents/libs.ts', imports: ['#desk/kept'] },
  { rule: 'documents-packages', from: 'libs/documents/packages.ts', imports: ['kysely'] },
  { rule: 'imports-libs', from: 'libs/imports/libs.ts', imports: ['#projections/kept'] },
  { rule: 'imports-packages', from: 'libs/imports/packages.ts', imports: ['commander'] },
  { rule: 'desk-libs', from: 'libs/desk/libs.ts', imports: ['#projections/kept'] },
  { rule: 'desk-packages', from: 'libs/desk/packages.ts', imports: ['kysely'] },
  { rule: 'lib-without-allowlist', from: 'libs/common/anything.ts', imports: ['#kernel/kept'] },
  { rule: 'command-classes-packages', from: 'libs/funding/project/wide.commands.ts', imports: ['kysely'] },
  { rule: 'module-files-packages', from: 'libs/projections/wide.module.ts', imports: ['commander'] },
  { rule: 'nest-in-apps-alone', from: 'libs/projections/nest.spec.ts', imports: ['@nestjs/common'] },
  { rule: 'nothing-imports-apps', from: 'libs/testing/apps.ts', imports: ['../../apps/cli/main.js'] },
  { rule: 'apps-stand-alone', from: 'apps/web/apps.ts', imports: ['../cli/main.js'] },
  { rule: 'production-without-tests', from: 'apps/web/tests.ts', imports: ['#testing/kept'] },
  { rule: 'production-without-dev-packages', from: 'apps/web/dev.ts', imports: ['fast-check'] },
  { rule: 'packages-are-declared', from: 'apps/web/undeclared.ts', imports: ['undeclared'] },
  { rule: 'imports-resolve', from: 'apps/web/unresolved.ts', imports: ['#kernel/nowhere'] },
  { rule: 'specs-are-not-imported', from: 'libs/testing/spec.ts', imports: ['#funding/kept.spec'] },
  { rule: 'no-cycles', from: 'libs/eventing/cycle-one.ts', imports: ['#eventing/cycle-two'] },
  { rule: 'no-orphans', from: 'libs/eventing/orphan.ts', imports: [] },
];
