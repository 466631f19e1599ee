const wanted = 24;
if (Number(process.versions.node.split('.')[0]) < wanted) {
  throw new Error(
    `The tests need Node ${wanted} or later, and run on ${process.version}: use npm test or script/test.`,
  );
}

/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  extensionsToTreatAsEsm: ['.ts'],
  // TypeScript's nodenext has relative imports end in .js, where the file beside is a .ts.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['tallystick-source', 'node', 'node-addons'] },
  coverageProvider: 'v8',
  maxWorkers: 2,
  globalSetup: '<rootDir>/script/place-for-tests.js',
  testSequencer: '<rootDir>/script/longest-first.js',
  // Modules of finished specs stay in memory, and what then runs spends its time on looking through them.
  workerIdleMemoryLimit: '700MB',
  // Nothing here depends on how fast a machine is, or on what else it does; this ends what hangs. A limit of its
  // own has only what takes minutes by itself.
  testTimeout: 300_000,
};
