import type { ReportSection } from '@app/contracts/investigation-report';
import { factInLine } from '@app/credit-model/customer-file/file-words';
import type { FileFact } from '@app/credit-model/customer-file/file-facts';
import { securityWords } from '@app/credit-model/explanation/explanation-words';
import { factsOf } from '@app/domain/customer/customer';
import { withCommas } from '@app/kernel/yuan';
import { facts, inThrees, paragraph, table, type Writing } from '../report-material';

const ofKind = (customer: Writing['customer'], ...kinds: FileFact['kind'][]): FileFact[] =>
  factsOf(customer).filter(({ kind }) => kinds.includes(kind));

const lines = ({ customer, told }: Writing, ...kinds: FileFact['kind'][]): string | undefined => {
  const found = ofKind(customer, ...kinds).map((fact) => told(factInLine(fact)));
  return found.length === 0 ? undefined : found.join('\n');
};

const yuan = ({ say }: Writing, amount: Parameters<typeof withCommas>[0]): string =>
  say(`${withCommas(amount)} 元`, `CNY ${withCommas(amount)}`);

/** Who the customer is: what its file says of it. */
export const whoItIs = (writing: Writing): ReportSection => {
  const { customer, say } = writing;
  const { identity, registered } = customer;
  const capital = identity.registeredCapital;
  const known = facts([
    [say('客户', 'Customer'), registered.name],
    [say('编号', 'Number'), registered.customerId],
    [say('营业执照名称', 'Name on the licence'), identity.licenceName],
    [say('统一社会信用代码', 'Unified social credit code'), identity.creditCode],
    [say('法定代表人', 'Legal representative'), identity.legalRepresentative],
    [say('成立日期', 'Founded on'), identity.foundedOn],
    [say('注册资本', 'Registered capital'), capital === undefined ? undefined : yuan(writing, capital)],
    [say('地址', 'Address'), identity.address],
    [say('经营范围', 'Business scope'), identity.scope],
    [say('行业', 'Industry'), identity.industry],
    [say('主销单位', 'Selling unit'), registered.sellingUnit],
    [say('合作起始日', 'Customer since'), identity.customerSince],
    [say('股东', 'Owners'), lines(writing, 'owner')],
    [say('银行往来', 'Banks'), lines(writing, 'bank-account', 'bank-relation')],
    [say('同业反映', 'Trade references'), lines(writing, 'trade-reference')],
    [say('诉讼与处罚', 'Litigation and penalties'), lines(writing, 'litigation')],
  ]);
  return { code: 'customer', title: say('客户基本情况', 'Who the customer is'), blocks: known };
};

export const needForCredit = (writing: Writing): ReportSection => {
  const { application, assessed, say } = writing;
  const { filed } = application;
  const { input } = assessed;
  const sales = input.expectedMonthlySales;
  const blocks = facts([
    [say('申请额度', 'Amount asked for'), yuan(writing, input.asked)],
    [say('申请账期', 'Term asked for'), say(`${input.termDays} 天`, `${input.termDays} days`)],
    [say('预计月销售额', 'Expected monthly sales'), sales === undefined ? undefined : yuan(writing, sales)],
    [say('产品', 'Products'), filed.products],
    [say('申请理由', 'Reason given'), filed.reason],
    [say('申请人', 'Filed by'), `${filed.filedBy} · ${filed.on}`],
  ]);
  return { code: 'need', title: say('信用需求', 'Need for credit'), blocks };
};

export const securityOffered = (writing: Writing): ReportSection => {
  const { assessed, say, told } = writing;
  const { securities } = assessed.result;
  const declared = assessed.input.flags?.security?.coverage;
  const title = say('担保', 'Security');
  if (securities === undefined || securities.list.length === 0) {
    const none = say('客户未提供担保。', 'The customer offers no security.');
    const said =
      declared === undefined
        ? none
        : say(`申报担保 ${withCommas(declared)} 元。`, `Declared: CNY ${withCommas(declared)}.`);
    return { code: 'security', title, blocks: [paragraph(said)] };
  }
  const rows = securities.list.map((one) => [
    told(securityWords[one.kind]),
    one.description,
    withCommas(one.liquidationValue),
    inThrees(one.coveragePercent),
    one.validTo,
    one.counted ? withCommas(one.amount) : say('已失效，不计', 'lapsed, not counted'),
  ]);
  rows.push([say('合计', 'Total'), '', '', '', '', withCommas(securities.total)]);
  const columns = [
    [say('种类', 'Kind'), 10],
    [say('说明', 'Description'), 30],
    [say('变现价值（元）', 'Liquidation value (CNY)'), 18, 'right'],
    [say('覆盖 %', 'Coverage %'), 10, 'right'],
    [say('有效期至', 'Valid to'), 13],
    [say('计入（元）', 'Counted (CNY)'), 19, 'right'],
  ] as const;
  return { code: 'security', title, blocks: [table(columns, rows)] };
};
