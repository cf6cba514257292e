import { type ReportBars, type ReportBlock, type ReportTable } from '@app/contracts/investigation-report';

const Facts = ({ items }: Readonly<{ items: readonly Readonly<{ label: string; value: string }>[] }>) => (
  <dl className="report-facts">
    {items.map(({ label, value }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

/** On a telephone it scrolls sideways, by keys too. */
const Table = ({ table }: Readonly<{ table: ReportTable }>) => (
  <div className="table-scroll" role="group" aria-label={table.columns[0]?.label ?? ''} tabIndex={0}>
    <table className="data">
      <thead>
        <tr>
          {table.columns.map(({ label, align }) => (
            <th key={label} scope="col" className={align === 'right' ? 'right num' : ''}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((cells, row) => (
          // Rows of a report never move: their place is their name.
          <tr key={row}>
            {table.columns.map(({ label, align }, column) => (
              <td key={label} className={align === 'right' ? 'right num' : ''}>
                {cells[column]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const share = (length: string, most: string): string => `${String((Number(length) / Number(most)) * 100)}%`;

const Bars = ({ chart }: Readonly<{ chart: ReportBars }>) => (
  <figure className="report-bars">
    <figcaption className="small quiet">{chart.caption}</figcaption>
    <ul>
      {chart.bars.map(({ label, length, value, good }) => (
        <li key={label}>
          <span>{label}</span>
          <span className="report-track" aria-hidden="true">
            <span
              className={good === false ? 'report-length weak' : 'report-length'}
              style={{ inlineSize: share(length, chart.most) }}
            />
            {chart.mark === undefined ? null : (
              <span className="report-mark" style={{ insetInlineStart: share(chart.mark.at, chart.most) }} />
            )}
          </span>
          <span className="num right">{value}</span>
        </li>
      ))}
    </ul>
  </figure>
);

/** One part of a section, as the paper has it; places to sign are for paper alone. */
export const Block = ({ block }: Readonly<{ block: ReportBlock }>) => {
  switch (block.kind) {
    case 'paragraph':
      return <p>{block.text}</p>;
    case 'facts':
      return <Facts items={block.items} />;
    case 'table':
      return <Table table={block} />;
    case 'bars':
      return <Bars chart={block} />;
    case 'signatures':
      return null;
  }
};
