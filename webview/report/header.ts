import { bytesText, durationText, percentText } from '../../src/core/analysis/figures.js';
import { element } from '../dom/element.js';
import { countText, numberText, type ReportView } from './report-view.js';
import { themeButton } from './theme.js';

/** What was run, how it ended, and the figures to know first. */
export function pageHeader(view: ReportView): HTMLElement {
  return element(
    'header',
    { class: 'page-header' },
    element(
      'div',
      { class: 'top' },
      element('span', { class: 'brand', text: 'Rankscope' }),
      themeButton(),
    ),
    heading(view),
    facts(view),
    tiles(view),
    threads(view),
  );
}

/** What was run. */
export function heading({ data }: ReportView): HTMLElement {
  const { command, name } = data.target;
  const title = name === '' ? 'Imported profile' : name;
  return element('h1', { title: command }, element('bdi', { text: title }));
}

/** How and where the program ran. */
export function facts({ data }: ReportView): HTMLElement {
  const { target, cpu, threads: all, processCount } = data;
  const line = element('ul', { class: 'facts' });
  const add = (text: string, className = '') => {
    if (text !== '') line.append(element('li', { class: className, text }));
  };
  const ended = endText(target.exitCode, target.signal);
  add(ended, ended === 'exit code 0' ? '' : 'failed');
  add(target.node === '' ? '' : `Node ${target.node.replace(/^v/, '')}`);
  if (data.recordedAtMs !== undefined) {
    line.append(element('li', {}, timeElement(data.recordedAtMs)));
  }
  add(target.wallUs === 0 ? '' : `${durationText(target.wallUs)} wall time`);
  const inProcesses =
    processCount > 1 ? ` in ${countText(processCount, 'process', 'processes')}` : '';
  add(countText(all.length, 'thread') + inProcesses);
  add(cpu.samplers.length === 0 ? '' : `sampled by ${cpu.samplers.join(' and ')}`);
  return line;
}

function endText(exitCode: number | null, signal: string | null): string {
  if (signal !== null) return `ended by ${signal}`;
  return exitCode === null ? '' : `exit code ${exitCode}`;
}

/** In the zone of whoever reads the page; asking for their language takes longer than a graph. */
function timeElement(ms: number): HTMLTimeElement {
  const date = new Date(ms);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const text = `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
  const time = element('time', { text, title: date.toISOString() });
  time.dateTime = date.toISOString();
  return time;
}

function tiles(view: ReportView): HTMLElement {
  const list = element('dl', { class: 'tiles' });
  for (const { name, value, note } of keyFigures(view)) {
    list.append(
      element(
        'div',
        { class: 'tile' },
        element('dt', { text: name }),
        element('dd', {}, element('strong', { text: value }), element('small', { text: note })),
      ),
    );
  }
  return list;
}

/** A figure to know first, and what it is made of. */
interface KeyFigure {
  readonly name: string;
  readonly value: string;
  readonly note: string;
}

/** The figures to know first. */
export function keyFigures({ data }: ReportView): readonly KeyFigure[] {
  const { cpu, gc, allocatedBytes, counts } = data;
  const figures: KeyFigure[] = [];
  const add = (name: string, value: string, note: string) => figures.push({ name, value, note });
  const { busyUs, idleUs, gcUs, programUs } = cpu;
  add(
    'CPU time',
    durationText(busyUs),
    programUs > 0 ? `${percentText(programUs / busyUs)} in the engine` : 'all threads',
  );
  add('Idle', durationText(idleUs), idleUs > 0 ? 'waiting, all threads' : 'never seen waiting');
  if (gc.pauses > 0) {
    const note = `${durationText(gc.totalUs)} in ${countText(gc.pauses, 'pause')}`;
    add('Garbage collection', percentText(gc.share), note);
  } else {
    const share = busyUs > 0 ? gcUs / busyUs : 0;
    add('Garbage collection', percentText(share), gcUs > 0 ? 'told from samples' : 'no pause seen');
  }
  if (allocatedBytes > 0) {
    add('Allocated', bytesText(allocatedBytes), `by ${countText(counts.sites, 'function')}`);
  } else {
    add('Allocated', '–', 'none recorded');
  }
  const every = cpu.intervalUs > 0 ? `every ${durationText(cpu.intervalUs)}` : '';
  add('Samples', numberText(cpu.samples), every);
  return figures;
}

/** The threads and what each did; nothing where there is but one. */
export function threads({ data }: ReportView): HTMLElement | undefined {
  if (data.threads.length < 2) return undefined;
  const body = element('tbody');
  for (const { pid, tid, name, busyUs, idleUs } of data.threads) {
    const row = element('tr');
    for (const text of [name, `${pid}/${tid}`, durationText(busyUs), durationText(idleUs)]) {
      row.append(element('td', { text }));
    }
    body.append(row);
  }
  const head = element('tr');
  for (const text of ['Thread', 'Process/thread', 'CPU time', 'Idle']) {
    head.append(element('th', { text, attributes: { scope: 'col' } }));
  }
  return element(
    'details',
    { class: 'threads' },
    element('summary', { text: countText(data.threads.length, 'thread') }),
    element('table', {}, element('thead', {}, head), body),
  );
}
