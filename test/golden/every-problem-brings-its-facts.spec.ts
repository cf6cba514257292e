import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import {
  createSourceFile,
  forEachChild,
  isIdentifier,
  isNewExpression,
  isObjectLiteralExpression,
  isPropertyAssignment,
  isShorthandPropertyAssignment,
  isStringLiteral,
  ScriptTarget,
  type NewExpression,
  type Node,
} from 'typescript';
import { problemSentences } from '@app/contracts/sentences';
import { problemCode, type ProblemCode } from '@app/kernel/problem';

// A sentence that asks for a fact which nobody brings shows its bare placeholder to the reader. So the code is read:
// wherever a Problem is made of a code and facts that stand there, the facts have to fill both sentences.
const root = resolve(__dirname, '../..');
const sources = ['libs', 'apps/api', 'apps/cli', 'apps/worker'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
    .map((path) => join(root, folder, path)),
);

type Made = Readonly<{ at: string; code: ProblemCode; facts: readonly string[] }>;

const madeBy = (expression: NewExpression, at: string): Made[] => {
  const [code, facts] = expression.arguments ?? [];
  if (!isIdentifier(expression.expression) || expression.expression.text !== 'Problem') return [];
  if (code === undefined || !isStringLiteral(code)) return [];
  if (facts !== undefined && !isObjectLiteralExpression(facts)) return [];
  const names = (facts?.properties ?? []).map((property) => {
    const isNamed = isPropertyAssignment(property) || isShorthandPropertyAssignment(property);
    // The one thing that is spread into facts anywhere is `firstDifference`.
    return isNamed && isIdentifier(property.name) ? [property.name.text] : ['before', 'now'];
  });
  return [{ at, code: problemCode.parse(code.text), facts: names.flat() }];
};

const madeIn = (path: string): Made[] => {
  const file = createSourceFile(path, readFileSync(path, 'utf8'), ScriptTarget.Latest);
  const found: Made[] = [];
  const visit = (node: Node): void => {
    if (isNewExpression(node)) found.push(...madeBy(node, relative(root, path)));
    forEachChild(node, visit);
  };
  visit(file);
  return found;
};

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

describe('every problem', () => {
  const made = sources.flatMap(madeIn);

  test('that is made anywhere is looked at', () => expect(made.length).toBeGreaterThan(60));

  test('brings the facts that its sentences ask for', () => {
    const lacking = made.flatMap(({ at, code, facts }) => {
      const asked = [...placeholders(problemSentences[code].zh), ...placeholders(problemSentences[code].en)];
      const missing = [...new Set(asked.filter((name) => !facts.includes(name)))];
      return missing.length === 0 ? [] : [`${at}: ${code} lacks ${missing.join(', ')}`];
    });
    expect(lacking).toEqual([]);
  });
});
