import tseslint from 'typescript-eslint';

const impure = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time comes in with the command.' },
  { selector: "CallExpression[callee.name='Date']", message: 'Time comes in with the command.' },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Time comes in with the command.' },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Identity comes in with the command.',
  },
];
const outside = [
  'parseFloat',
  'process',
  'globalThis',
  'performance',
  'crypto',
  'fetch',
  'console',
  'setTimeout',
  'setInterval',
].map((name) => ({ name, message: 'What computes talks to nothing: time, identity and configuration come in.' }));

export default tseslint.config(
  { ignores: ['dist', 'node_modules', '**/*.cjs', '**/*.mjs', '**/*.mts', 'apps/web/dist'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', '../apps/web/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { requireDefaultForNonUnion: true, allowDefaultCaseForExhaustiveSwitch: false },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      // Nest's option bags are classes in its types and plain objects everywhere else.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'max-params': ['error', 5],
      'max-lines': ['error', 300],
      // Money is never a number; what has to become one, such as a day's digits, goes through `Number`.
      'no-restricted-globals': ['error', 'parseFloat'],
    },
  },
  {
    files: ['libs/{kernel,credit-model,contracts,domain}/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...impure], 'no-restricted-globals': ['error', ...outside] },
  },
  {
    files: ['**/*.spec.ts', 'test/**'],
    rules: {
      'max-lines': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
