import base from '../../jest.config.js';

// For `npm run test:kurrentdb` alone: these suites need a server, and fail without one.
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/kurrentdb'],
  testMatch: ['**/*.suite.ts'],
  maxWorkers: 1,
};
