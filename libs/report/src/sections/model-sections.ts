import type { ReportBlock, ReportSection } from '@app/contracts/investigation-report';
import { evidenceWords } from '@app/credit-model/explanation/evidence-words';
import {
  answerWords,
  candidateWords,
  stanceWords,
  unavailableNote,
  zoneWords,
} from '@app/credit-model/explanation/explanation-words';
import { withCommas } from '@app/kernel/yuan';
import { DASH, facts, inThrees, table, type Writing } from '../report-material';

const groupBars = ({ assessed, policy, say, told }: Writing): ReportBlock[] => {
  const bars = assessed.result.characteristic.groups.flatMap(({ code, percent }) => {
    const name = policy.groups.list.find((group) => group.code === code)?.name;
    if (name === undefined || percent === undefined) return [];
    return [{ label: `${code} ${told(name)}`, length: percent, value: `${percent} %` }];
  });
  const caption = say('三组特征得分占其满分的百分比', 'The three groups, in percent of their maximum');
  return bars.length === 0 ? [] : [{ kind: 'bars', caption, most: '100', bars }];
};

export const characteristicModel = (writing: Writing): ReportSection => {
  const { assessed, policy, say, told } = writing;
  const { characteristic } = assessed.result;
  const rows = characteristic.items.map((item) => {
    const name = policy.items.list.find(({ code }) => code === item.code)?.name;
    const answers = item.answers.map((given) => policy.points[given]).join(' ');
    return [item.code, name === undefined ? '' : told(name), answers, item.score, item.weight, item.weighted];
  });
  const columns = [
    [say('项', 'Item'), 8],
    [say('名称', 'Name'), 36],
    [say('四问得分', 'Points'), 18],
    [say('项目得分', 'Score'), 12, 'right'],
    [say('权重', 'Weight'), 12, 'right'],
    [say('加权', 'Weighted'), 14, 'right'],
  ] as const;
  const { percents, stance } = characteristic;
  const known = facts([
    [say('特征百分比', 'Characteristic percent'), `${characteristic.percent} %`],
    [say('权重取向', 'Weight set'), told(stanceWords[stance])],
    [
      say('三种取向下', 'Under all three'),
      (['balanced', 'sales', 'conservative'] as const)
        .map((one) => `${told(stanceWords[one])} ${percents[one]} %`)
        .join(' · '),
    ],
    [
      say('信息覆盖率', 'Coverage'),
      `${characteristic.answered} / ${characteristic.aspects} = ${characteristic.coverage} %`,
    ],
    [say('特征信用等级', 'Characteristic grade'), assessed.result.characteristicGrade],
  ]);
  return {
    code: 'characteristic',
    title: say('特征分析模型', 'Characteristic analysis model'),
    blocks: [...known, ...groupBars(writing), table(columns, rows)],
  };
};

/** What the system answered, out of which figures, and where the analyst knew better. */
export const measuredAnswers = ({ assessed, policy, say, told }: Writing): ReportSection | undefined => {
  const answers = assessed.result.characteristic.systemAnswers;
  if (answers === undefined || answers.length === 0) return undefined;
  const aspects = policy.items.list.flatMap((item) => item.aspects);
  const named: Readonly<Partial<Record<string, { zh: string; en: string }>>> = {
    ...evidenceWords,
    ...Object.fromEntries(policy.ratios.list.map(({ id, name }) => [id, name])),
  };
  const rows = answers.map(({ aspect, answer, evidence, missing, overruled }) => {
    const name = aspects.find(({ code }) => code === aspect)?.name;
    const figures = evidence.map(({ figure, value }) => {
      const label = named[figure];
      return `${label === undefined ? figure : told(label)} ${inThrees(value)}`;
    });
    const why = missing === undefined ? figures.join('; ') : told(unavailableNote(missing));
    const given =
      overruled === undefined
        ? told(answerWords[answer])
        : `${told(answerWords[answer])} → ${told(answerWords[overruled.answer])} (${overruled.by}: ${overruled.reason})`;
    return [aspect, name === undefined ? '' : told(name), given, why];
  });
  const columns = [
    [say('编号', 'Aspect'), 9],
    [say('特征', 'What is asked'), 27],
    [say('答案', 'Answer'), 24],
    [say('依据', 'Evidence'), 40],
  ] as const;
  return {
    code: 'measured',
    title: say('由数据直接回答的特征', 'Aspects answered from the figures'),
    blocks: [table(columns, rows)],
  };
};

export const workingAssetsModel = ({ assessed, say, told }: Writing): ReportSection => {
  const { workingAssets: view, combination, tier, limit, grade } = assessed.result;
  const rows = [
    [say('营运资本 = 流动资产 − 流动负债', 'Working capital = CA − CL'), withCommas(view.workingCapital)],
    [say('净资产 = 资产 − 负债', 'Net worth = TA − TL'), withCommas(view.netWorth)],
    [
      say('营运资产 =（营运资本 + 净资产）/ 2', 'Working assets = (working capital + NW) / 2'),
      inThrees(view.workingAssets),
    ],
    [say('评估值', 'Evaluation value'), view.evaluationValue ?? DASH],
    [say('占营运资产 %', '% of working assets'), view.percent ?? DASH],
    [say('基础额度', 'Base limit'), inThrees(view.baseLimit)],
    [say('特征系数', 'Factor of the characteristic percent'), combination.factor],
    ...combination.candidates.map(({ code, amount }) => [
      `${told(candidateWords[code])}${code === combination.smallest ? say('（最小）', ' (the smallest)') : ''}`,
      withCommas(amount),
    ]),
    [say('建议额度（向下取整）', 'Suggested limit (rounded down)'), withCommas(limit)],
    [say('额度分级', 'Limit tier'), tier ?? DASH],
    [say('信用等级', 'Credit grade'), grade ?? DASH],
  ];
  const columns = [
    [say(`项目（${view.year} 年，元）`, `Line (${view.year}, CNY)`), 64],
    [say('数值', 'Figure'), 36, 'right'],
  ] as const;
  return {
    code: 'working-assets',
    title: say('营运资产分析模型与额度', 'Working assets model and limit'),
    blocks: [table(columns, rows)],
  };
};

const checkName = { zPrivate: 'Altman Z′', zDouble: 'Altman Z″', springate: 'Springate' } as const;

export const crossCheckModels = ({ assessed, say, told }: Writing): ReportSection => {
  const rows = assessed.result.crossChecks.map(({ code, value, zone, unavailable, inputs }) => [
    checkName[code],
    value ?? DASH,
    zone === undefined
      ? unavailable === undefined
        ? DASH
        : told(unavailableNote(unavailable))
      : told(zoneWords[zone]),
    inputs.map((one) => `${one.coefficient} × ${one.value}`).join(' + '),
  ]);
  const columns = [
    [say('模型', 'Model'), 14],
    [say('值', 'Value'), 14, 'right'],
    [say('判断', 'Zone'), 24],
    [say('计算', 'Working'), 48],
  ] as const;
  return {
    code: 'cross-checks',
    title: say('对照模型（不计入等级）', 'Cross-checks (not part of the grade)'),
    blocks: [table(columns, rows)],
  };
};
