/** What the shell of a page depends on. */
export interface PageShell {
  /** Unguessable, and another one for every page. */
  readonly nonce: string;
  /** Where the page may have its style from, as a content security policy names it. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** Said to those who have to wait. */
  readonly waiting: string;
}

/**
 * The page in a panel before it has any data. It runs the script that carries the nonce and no
 * other, and reaches nothing: what it shows comes by messages. (The script sets styles of elements
 * it made, which a policy allows.)
 */
export function pageHtml({ nonce, cspSource, scriptUri, styleUri, waiting }: PageShell): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rankscope</title>
<link rel="stylesheet" href="${attribute(styleUri)}">
</head>
<body>
<div id="report"><p class="empty waiting">${waiting}</p></div>
<script nonce="${attribute(nonce)}" src="${attribute(scriptUri)}"></script>
</body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
