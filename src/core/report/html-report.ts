import type { ReportData } from '../analysis/report-data.js';

/** What a page is made of besides its data. */
export interface PageAssets {
  /** The built script and style of the page. */
  readonly script: string;
  readonly style: string;
  /** SHA-256 of a text as UTF-8, in base64. */
  readonly sha256: (text: string) => string;
}

/**
 * One page that shows a recording anywhere, without a server or a network. The browser runs nothing
 * but the script it was built with: a content security policy names its hash, and all that comes
 * from the profile is data, which cannot end the element it stands in.
 */
export function htmlReport(data: ReportData, { script, style, sha256 }: PageAssets): string {
  const code = inlineCode(script);
  const css = inlineCode(style);
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${sha256(code)}'`,
    `style-src 'sha256-${sha256(css)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const name = data.target.name === '' ? 'Profile' : data.target.name;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${markupText(name)} – Rankscope</title>
<style>${css}</style>
</head>
<body>
<div id="report"></div>
<noscript>This report is drawn by the script inside it. Allow scripts to see it; it needs no network.</noscript>
<script type="application/json" id="report-data">${inlineJson(data)}</script>
<script>${code}</script>
</body>
</html>
`;
}

/** JSON in which no markup can begin. */
function inlineJson(data: object): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

/**
 * Built code as it may stand inside an element: with the line ends a browser hashes, without the
 * link to its source map, and without anything that looks like the end of the element. Both
 * escapes mean the same inside a string, the only place where a bundle has such a text.
 */
function inlineCode(code: string): string {
  return code
    .replace(/\r\n?/g, '\n')
    .replace(/^(?:\/\/|\/\*)# sourceMappingURL=.*$/gm, '')
    .replace(/<(?=\/(?:script|style))/gi, '\\x3c')
    .replaceAll('<!--', '\\x3c!--')
    .trim();
}

function markupText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
