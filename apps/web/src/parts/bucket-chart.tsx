import { BarChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Yuan } from '@app/kernel/yuan';
import { forDrawing, moneyText, shortMoney } from '../figures/money-text';
import { useLanguage } from '../language/use-language';
import { useBucketName } from './bucket-name';

use([BarChart, GridComponent, TooltipComponent, SVGRenderer]);

export type BucketBar = Readonly<{ bucket: string; amount: Yuan; invoices: number }>;

// From not due to long overdue; the words under the bars say the same, so nothing hangs on colour alone.
const SHADES = ['#8fb4ee', '#f3cf8a', '#eeb45f', '#e7964a', '#de7843', '#d0573f', '#b93a37', '#8f2230'];
const INK = '#4d5666';

// On a telephone the bars lie down: eight names and eight amounts do not fit beside each other.
const useOption = (buckets: readonly BucketBar[], upright: boolean) => {
  const { t } = useTranslation();
  const nameOf = useBucketName();
  const language = useLanguage();
  const names = {
    type: 'category',
    data: buckets.map(({ bucket }) => nameOf(bucket)),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: '#d5d9e0' } },
    axisLabel: { color: INK, fontSize: 12, interval: 0 },
    inverse: !upright,
  };
  const amounts = { type: 'value', show: false };
  return {
    animation: false,
    grid: { left: 4, right: upright ? 4 : 72, top: upright ? 26 : 4, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      renderMode: 'richText',
      formatter: ([point]: readonly { dataIndex: number }[]) => {
        const bar = buckets[point?.dataIndex ?? 0];
        if (bar === undefined) return '';
        return `${nameOf(bar.bucket)}\n${moneyText(bar.amount)} ${t('words.yuan')}\n${t('desk.invoices', { n: bar.invoices })}`;
      },
    },
    xAxis: upright ? names : amounts,
    yAxis: upright ? amounts : names,
    series: [
      {
        type: 'bar',
        barMaxWidth: 64,
        barCategoryGap: '28%',
        data: buckets.map(({ amount }, index) => ({
          value: forDrawing(amount),
          itemStyle: {
            color: SHADES[Math.min(index, SHADES.length - 1)],
            borderRadius: upright ? [5, 5, 0, 0] : [0, 5, 5, 0],
          },
        })),
        label: {
          show: true,
          position: upright ? 'top' : 'right',
          color: '#171c26',
          fontSize: 12,
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const bar = buckets[dataIndex];
            return bar === undefined || forDrawing(bar.amount) === 0 ? '' : shortMoney(bar.amount, language);
          },
        },
      },
    ],
  };
};

/** Bars of the aging buckets. A table with the same figures stands beside it or in its label for those who cannot see it. */
const BucketChart = ({ buckets, title }: Readonly<{ buckets: readonly BucketBar[]; title: string }>) => {
  const { t } = useTranslation();
  const nameOf = useBucketName();
  const element = useRef<HTMLDivElement>(null);
  const wide = window.innerWidth > 720;
  const option = useOption(buckets, wide);
  useEffect(() => {
    if (element.current === null) return undefined;
    const chart = init(element.current, null, { renderer: 'svg' });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(element.current);
    chart.setOption(option);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [option]);
  const spoken = buckets.map(({ bucket, amount }) => `${nameOf(bucket)} ${moneyText(amount)}`).join('; ');
  return (
    <div
      role="img"
      aria-label={`${title} (${t('words.yuan')}): ${spoken}`}
      ref={element}
      style={{ height: wide ? 236 : 220 }}
    />
  );
};
export default BucketChart;
