import type { ReportData } from '../../src/core/analysis/report-data.js';
import { element } from '../dom/element.js';
import { findingsSection } from './findings.js';
import { FlameSection } from './flame-section.js';
import { allocationsSection, functionsSection } from './functions-section.js';
import { gcSection } from './gc-section.js';
import { pageHeader } from './header.js';
import { linesSection } from './lines-section.js';
import { notesSection } from './notes-section.js';
import { ReportView } from './report-view.js';

/** Fills an element with the report of a recording. */
export function showReport(host: HTMLElement, data: ReportData): void {
  const view = new ReportView(data);
  const flame = new FlameSection(view);
  const lines = linesSection(view);
  const findings = findingsSection(view, {
    toLine: (finding) => lines.reveal(finding.file, finding.line),
    toFlame: (finding) => flame.pointTo(finding.about, finding.function),
  });
  const sections = [
    findings,
    flame.element,
    lines.element,
    functionsSection(view),
    allocationsSection(view),
    gcSection(view),
    notesSection(view),
  ];
  host.replaceChildren(
    pageHeader(view),
    navigation(sections),
    element('main', {}, ...sections),
    element('footer', { text: `Rankscope ${data.version}` }),
  );
  flame.draw();
}

function navigation(sections: readonly HTMLElement[]): HTMLElement {
  const list = element('ul');
  for (const each of sections) {
    const text = each.querySelector('h2')?.textContent ?? '';
    list.append(element('li', {}, element('a', { text, attributes: { href: `#${each.id}` } })));
  }
  return element('nav', { class: 'page-nav', attributes: { 'aria-label': 'Sections' } }, list);
}
