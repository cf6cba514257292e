const alias = (name, dir) => [`^${name}/(.*)$`, `<rootDir>/${dir}/$1`];
const libs = [
  'contracts',
  'cqrs',
  'credit-model',
  'domain',
  'event-store',
  'intake',
  'kernel',
  'postgres',
  'read-models',
  'report',
];
const apps = ['api', 'cli', 'worker'];

// Nest 12 and a few of its companions ship ES modules only; on Node 20 Jest loads them after a turn into CommonJS.
const esModules = [
  '@nestjs',
  'content-disposition',
  'cookie',
  'file-type',
  'load-esm',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@borewit',
  '@tokenizer',
];
const common = { target: 'es2023', keepClassNames: true };
const module_ = { type: 'commonjs', importInterop: 'node' };

/** @type {import('jest').Config} */
module.exports = {
  rootDir: '..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{apps,libs,test}/**/*.spec.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  globalSetup: '<rootDir>/test/support/global-setup.cjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.cjs',
  reporters: ['default', '<rootDir>/test/support/plain-reporter.cjs'],
  testTimeout: 30_000,
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          ...common,
          parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: module_,
        sourceMaps: 'inline',
      },
    ],
    'node_modules/.+\\.m?js$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: { ...common, parser: { syntax: 'ecmascript', dynamicImport: true } },
        module: module_,
        sourceMaps: false,
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
  moduleNameMapper: Object.fromEntries([
    ...libs.map((lib) => alias(`@app/${lib}`, `libs/${lib}/src`)),
    ...apps.map((app) => alias(`@${app}`, `apps/${app}/src`)),
    alias('@test', 'test'),
  ]),
};
