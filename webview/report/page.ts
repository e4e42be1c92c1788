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
import { navigation } from './section.js';

/** Fills an element with the report of a recording. */
export function showReport(host: HTMLElement, data: ReportData): void {
  const view = new ReportView(data, {});
  const flame = new FlameSection(view);
  const { findings, tables } = sectionsAround(flame, view);
  host.replaceChildren(
    pageHeader(view),
    navigation(['findings', 'flame', 'lines', 'functions', 'allocations', 'gc', 'notes']),
    element('main', {}, findings, flame.element, ...tables),
    footer(data),
  );
  flame.draw();
}

/** All sections but the flame graph, which they lead to. */
export function sectionsAround(
  flame: FlameSection,
  view: ReportView,
): { readonly findings: HTMLElement; readonly tables: readonly HTMLElement[] } {
  const lines = linesSection(view);
  const findings = findingsSection(view, {
    toLine: (finding) => lines.reveal(finding.file, finding.line),
    toFlame: (finding) => flame.pointTo(finding.about, [finding.function]),
  });
  const tables = [
    lines.element,
    functionsSection(view),
    allocationsSection(view),
    gcSection(view),
    notesSection(view),
  ];
  return { findings, tables };
}

/** Says what made the page. */
export function footer({ version }: ReportData): HTMLElement {
  return element('footer', { text: `Rankscope ${version}` });
}
