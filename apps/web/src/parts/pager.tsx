import { Pagination } from 'antd';
import { useTranslation } from 'react-i18next';

type Props = Readonly<{ page: number; size: number; total: number; go: (page: number) => void }>;

export const Pager = ({ page, size, total, go }: Props) => {
  const { t } = useTranslation();
  if (total <= size) return null;
  const from = (page - 1) * size + 1;
  return (
    <div className="pager">
      <span className="quiet small num">{t('paging.range', { from, to: Math.min(total, page * size), total })}</span>
      <Pagination simple current={page} pageSize={size} total={total} showSizeChanger={false} onChange={go} />
    </div>
  );
};
