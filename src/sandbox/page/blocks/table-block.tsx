import { useState } from 'react';
import { PlainText } from '../text/plain-text.tsx';
import type { AnyBlock, Cell } from './any-block.ts';
import { RenderedBlock } from './rendered-block.tsx';

/** A `table`, or a `data_table` in pages. The first row is the head. */
export function TableBlock({ block }: { block: AnyBlock }) {
  const [page, setPage] = useState(0);
  const [head = [], ...rows] = block.rows ?? [];
  const size = block.page_size ?? (rows.length || 1);
  const pages = Math.ceil(rows.length / size);
  const shown = rows.slice(page * size, (page + 1) * size);
  const styleOf = (column: number) => {
    const { align = 'left', is_wrapped = false } = block.column_settings?.[column] ?? {};
    return { textAlign: align, whiteSpace: is_wrapped ? 'normal' : 'nowrap' } as const;
  };
  return (
    <div className="block block-table" role="region" aria-label={block.caption ?? 'Table'} tabIndex={0}>
      <table>
        {block.caption !== undefined && <caption>{block.caption}</caption>}
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th key={column} scope="col" style={styleOf(column)}>
                <CellView cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => {
                const Name = column === block.row_header_column_index ? 'th' : 'td';
                return (
                  <Name key={column} style={styleOf(column)}>
                    <CellView cell={cell} />
                  </Name>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {pages > 1 && (
        <p className="block-table-pages">
          <button type="button" className="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Previous
          </button>
          {page + 1} of {pages}
          <button
            type="button"
            className="button"
            disabled={page + 1 === pages}
            onClick={() => setPage(page + 1)}
          >
            Next
          </button>
        </p>
      )}
    </div>
  );
}

function CellView({ cell }: { cell: Cell }) {
  if (cell.type === 'rich_text') return <RenderedBlock block={cell as unknown as AnyBlock} />;
  return <PlainText text={cell.text} />;
}
