import type { Bilingual } from '@app/kernel/language';
import type { ScoringPolicy } from '../policy';
import { evidenceWords } from './evidence-words';
import { words } from './explanation-node';
import { figureWords } from './explanation-words';

const cashFlowWords: Readonly<Record<string, Bilingual>> = {
  operating: words('经营活动现金流量净额', 'operating cash flow'),
  investing: words('投资活动现金流量净额', 'investing cash flow'),
  financing: words('筹资活动现金流量净额', 'financing cash flow'),
  exchangeEffect: words('汇率变动影响', 'effect of exchange rates'),
  net: words('现金净增加额', 'net change in cash'),
};
const plainWords: Readonly<Record<string, Bilingual>> = {
  ...figureWords,
  ...evidenceWords,
  ...cashFlowWords,
  expectedMonthlySales: words('预计月销售额（元）', 'expected monthly sales (yuan)'),
  liquidationValue: words('变现价值（元）', 'liquidation value (yuan)'),
  appraisedValue: words('评估价值（元）', 'appraised value (yuan)'),
  coveragePercent: words('覆盖比例 %', 'coverage %'),
  validTo: words('有效期至', 'valid to'),
  coverage: words('担保覆盖额（元）', 'security coverage (yuan)'),
  suedBySupplier: words('被其他供应商起诉', 'sued by another supplier'),
  blacklisted: words('列入黑名单', 'blacklisted'),
  customerClass: words('客户分类', 'customer class'),
  industry: words('行业', 'industry'),
  answeredFromFigures: words('由数据作答', 'answered from the figures'),
  stance: words('政策权重', 'stance of the policy'),
  strategy: words('额度策略', 'strategy of the policy'),
};

const aspectName = (policy: ScoringPolicy, code: string): Bilingual | undefined =>
  policy.items.list.flatMap(({ aspects }) => aspects).find((aspect) => aspect.code === code)?.name;

/** A place in an input as people call it: `statements.2025.balance.inventory` → `2025 年 存货`. */
export const pathWords = (policy: ScoringPolicy, path: string): Bilingual => {
  const [head = '', ...rest] = path.split('.');
  const last = rest.at(-1) ?? head;
  const said = plainWords[last] ?? words(last, last);
  if (head === 'statements') return words(`${rest[0] ?? ''} 年${said.zh}`, `${said.en} of ${rest[0] ?? ''}`);
  if (head === 'securities')
    return words(`担保 ${rest[0] ?? ''} ${said.zh}`, `${said.en} of security ${rest[0] ?? ''}`);
  if (head !== 'answers' && head !== 'overrules') return said;
  const code = rest.slice(0, 2).join('.');
  const name = aspectName(policy, code);
  return words(`${code} ${name?.zh ?? ''}`.trim(), `${code} ${name?.en ?? ''}`.trim());
};
