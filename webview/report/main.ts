import type { ReportData } from '../../src/core/analysis/report-data.js';
import { element } from '../dom/element.js';
import { showReport } from './page.js';
import { isReportData } from './report-view.js';
import '../dom/tooltip.css';
import './theme.css';
import './report.css';
import './tables.css';

/** Reads what `htmlReport` wrote beside this script. */
function readData(): ReportData | undefined {
  const text = document.getElementById('report-data')?.textContent ?? '';
  const data: unknown = JSON.parse(text);
  return isReportData(data) ? data : undefined;
}

const host = document.getElementById('report');
const data = readData();
if (host !== null && data !== undefined) showReport(host, data);
else host?.append(element('p', { text: 'This page has no data a report could be drawn from.' }));
