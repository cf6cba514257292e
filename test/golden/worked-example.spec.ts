import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { assess } from '@app/credit-model/assess';
import { explain } from '@app/credit-model/explanation';
import { renderExplanation } from '@app/credit-model/render-explanation';
import { smallestChange } from '@app/credit-model/smallest-change';
import { exampleFile, standardPolicy } from '@test/support/scoring-policy';

const printed = (name: string): string => readFileSync(resolve(__dirname, name), 'utf8').trimEnd();

// To the letter: whoever changes a word, a figure or the order of the tree sees it here first.
describe('the printed tree of reasons', () => {
  test.each([
    ['assess-worked-example', 'zh'],
    ['assess-worked-example', 'en'],
    ['assess-worked-card', 'zh'],
    ['assess-worked-card', 'en'],
  ] as const)('of %s in %s is as kept', (name, language) => {
    const input = exampleFile(name);
    const assessment = assess(standardPolicy, input);
    const tree = explain(standardPolicy, input, assessment, smallestChange(standardPolicy, input, assessment));
    expect(renderExplanation(tree, language)).toBe(printed(`${name}.${language}.txt`));
  });
});
