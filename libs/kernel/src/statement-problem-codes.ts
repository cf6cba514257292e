/** What is objected to where statements of account, figures and exports are asked for; see `problemCode`. */
export const statementProblemCodes = [
  'unknown-statement',
  'statement-confirmed',
  'statement-too-long',
  'statement-does-not-tie',
  'statement-differs',
  'period-too-long',
  'export-too-large',
  'export-format',
] as const;
