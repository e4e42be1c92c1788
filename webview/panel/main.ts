import { PanelPage } from './panel-page.js';
import '../dom/tooltip.css';
import '../report/theme.css';
import '../report/report.css';
import '../report/tables.css';
import './theme.css';
import './panel.css';

const root = document.getElementById('report');
if (root !== null) new PanelPage(root, acquireVsCodeApi()).start();
