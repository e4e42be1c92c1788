import { ChartPage } from './chart-page.js';
import '../report/theme.css';
import '../report/report.css';
import '../report/tables.css';
import '../panel/theme.css';
import './chart.css';

const root = document.getElementById('report');
if (root !== null) new ChartPage(root, acquireVsCodeApi()).start();
