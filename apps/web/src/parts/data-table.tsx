import { type ReactNode } from 'react';

export type Column<Row> = Readonly<{
  key: string;
  title: string;
  right?: boolean;
  /** On a narrow screen, where rows are cards: takes the whole width, or is left without its label. */
  wide?: boolean;
  unlabelled?: boolean;
  cell: (row: Row) => ReactNode;
}>;

type Props<Row> = Readonly<{
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Rows whose first cell holds a link with class `row-link` are clickable as a whole. */
  linked?: boolean;
  foot?: ReactNode;
  cards?: boolean;
}>;

const classOf = <Row,>({ right, wide }: Column<Row>): string =>
  `${right === true ? 'right num' : ''} ${wide === true ? 'wide' : ''}`.trim();

export const DataTable = <Row,>({ caption, columns, rows, rowKey, linked = false, foot, cards = true }: Props<Row>) => (
  <div className="table-scroll">
    <table className={cards ? 'data cards' : 'data'}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={classOf(column)}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)} className={linked ? 'linked' : ''}>
            {columns.map((column) => (
              <td
                key={column.key}
                className={classOf(column)}
                {...(column.unlabelled === true ? {} : { 'data-label': column.title })}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {foot}
    </table>
  </div>
);
