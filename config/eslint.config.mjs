import tseslint from 'typescript-eslint';

const impure = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time comes in with the command.' },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Time comes in with the command.' },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Identity comes in with the command.',
  },
  { selector: "MemberExpression[object.name='process']", message: 'Configuration comes in as an argument.' },
];

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
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { requireDefaultForNonUnion: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      // Nest's option bags are classes in its types and plain objects everywhere else.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'max-params': ['error', 5],
    },
  },
  {
    files: ['libs/{kernel,credit-model,contracts,domain}/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...impure] },
  },
  {
    files: ['**/*.spec.ts', 'test/**'],
    rules: {
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
