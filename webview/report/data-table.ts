import { button, element } from '../dom/element.js';
import { numberText } from './report-view.js';

/** One column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly hint?: string;
  /** Goes into the class of its cells, which says how wide they are. */
  readonly kind: 'share' | 'figure' | 'function' | 'place' | 'source';
  /** Makes the column one to sort by, large values first. */
  readonly sortBy?: (row: Row) => number;
  readonly cell: (row: Row) => Node;
}

/** What a table shows. */
export interface TableOptions<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Rows shown before one asks for more. */
  readonly pageSize: number;
  readonly empty: string;
  /** What opens below a row; nothing where there is nothing to open. */
  readonly detail?: (row: Row) => Node | undefined;
}

/** A table that sorts, opens rows and shows more of them when it is asked to. */
export class DataTable<Row> {
  readonly element: HTMLElement;
  readonly #options: TableOptions<Row>;
  readonly #body = element('tbody');
  readonly #headers = new Map<Column<Row>, HTMLTableCellElement>();
  readonly #more: HTMLButtonElement;
  readonly #open = new Set<Row>();
  readonly #opened = new Map<Row, { row: HTMLElement; toggle: () => void }>();
  #rows: readonly Row[];
  #sorting: { column: Column<Row>; ascending: boolean } | undefined;
  #limit: number;

  constructor(options: TableOptions<Row>) {
    this.#options = options;
    this.#rows = options.rows;
    this.#limit = options.pageSize;
    const first = options.columns.find((column) => column.sortBy !== undefined);
    if (first !== undefined) this.#sorting = { column: first, ascending: false };
    this.#more = button({ class: 'more' }, () => {
      this.#limit += 4 * options.pageSize;
      this.#draw();
    });
    const table = element(
      'table',
      {},
      element('caption', { class: 'hidden-text', text: options.caption }),
      element('thead', {}, this.#head()),
      this.#body,
    );
    this.element = element(
      'div',
      { class: 'table' },
      element('div', { class: 'table-scroll' }, table),
      this.#more,
    );
    this.#draw();
  }

  /** Shows other rows, sorted as before. */
  setRows(rows: readonly Row[]): void {
    this.#rows = rows;
    this.#limit = this.#options.pageSize;
    this.#draw();
  }

  /** Opens a row and brings it into view. */
  reveal(row: Row): void {
    const at = this.#sorted().indexOf(row);
    if (at === -1) return;
    this.#limit = Math.max(this.#limit, at + 1);
    this.#open.add(row);
    this.#draw();
    const shown = this.#opened.get(row)?.row;
    shown?.scrollIntoView({ block: 'center' });
    shown?.classList.add('revealed');
    shown?.querySelector('button')?.focus({ preventScroll: true });
  }

  #head(): HTMLElement {
    const head = element('tr');
    if (this.#options.detail !== undefined) {
      head.append(
        element(
          'th',
          { class: 'cell-toggle' },
          element('span', { class: 'hidden-text', text: 'Open' }),
        ),
      );
    }
    for (const column of this.#options.columns) {
      const header = element('th', {
        class: `cell-${column.kind}`,
        attributes: { scope: 'col' },
        ...(column.hint !== undefined && { title: column.hint }),
      });
      if (column.sortBy === undefined) header.textContent = column.title;
      else header.append(button({ text: column.title }, () => this.#sort(column)));
      this.#headers.set(column, header);
      head.append(header);
    }
    return head;
  }

  #sort(column: Column<Row>): void {
    const isSame = this.#sorting?.column === column;
    this.#sorting = { column, ascending: isSame && this.#sorting?.ascending === false };
    this.#draw();
  }

  #sorted(): readonly Row[] {
    const { column, ascending } = this.#sorting ?? {};
    const by = column?.sortBy;
    if (by === undefined) return this.#rows;
    const sign = ascending === true ? 1 : -1;
    return [...this.#rows].sort((a, b) => sign * (by(a) - by(b)));
  }

  #draw(): void {
    for (const [column, header] of this.#headers) {
      if (column.sortBy === undefined) continue;
      const { column: chosen, ascending } = this.#sorting ?? {};
      const order = ascending === true ? 'ascending' : 'descending';
      header.setAttribute('aria-sort', chosen === column ? order : 'none');
    }
    const rows = this.#sorted();
    this.#opened.clear();
    this.#body.replaceChildren(
      ...rows.slice(0, this.#limit).flatMap((row) => this.#rowElements(row)),
    );
    if (rows.length === 0) this.#body.append(this.#wideRow('empty', this.#options.empty));
    const left = rows.length - this.#limit;
    this.#more.hidden = left <= 0;
    this.#more.textContent = `Show more (${numberText(left)} left)`;
  }

  #rowElements(row: Row): HTMLElement[] {
    const { columns, detail } = this.#options;
    const cells = columns.map((column) =>
      element('td', { class: `cell-${column.kind}` }, column.cell(row)),
    );
    const shown = element('tr', { class: 'row' }, ...cells);
    const content = detail?.(row);
    if (detail !== undefined) shown.prepend(element('td', { class: 'cell-toggle' }));
    if (content === undefined) return [shown];
    const below = this.#wideRow('detail', '');
    below.firstElementChild?.append(content);
    const opener = button(
      { class: 'toggle', attributes: { 'aria-label': 'Source around this line' } },
      () => toggle(),
    );
    const update = () => {
      below.hidden = !this.#open.has(row);
      opener.setAttribute('aria-expanded', String(!below.hidden));
    };
    const toggle = () => {
      if (!this.#open.delete(row)) this.#open.add(row);
      update();
    };
    shown.firstElementChild?.append(opener);
    shown.classList.add('opens');
    shown.addEventListener('click', (event) => {
      const isSelecting = (getSelection()?.toString() ?? '') !== '';
      if (!isSelecting && !(event.target instanceof Element && event.target.closest('button'))) {
        toggle();
      }
    });
    update();
    this.#opened.set(row, { row: shown, toggle });
    return [shown, below];
  }

  #wideRow(name: string, text: string): HTMLTableRowElement {
    const span = this.#options.columns.length + (this.#options.detail === undefined ? 0 : 1);
    const cell = element('td', { text, attributes: { colspan: String(span) } });
    return element('tr', { class: name }, cell);
  }
}
