import { strict as assert } from 'node:assert';
import { pageHtml } from '../../../../src/editor/panel/page-html.js';

describe('the shell of a page', () => {
  const html = pageHtml({
    nonce: 'abc+/=',
    cspSource: "'self' https://*.vscode-cdn.net",
    scriptUri: 'https://host/dist/panel.js?a=1&b="2"',
    styleUri: 'https://host/dist/<panel>.css',
    waiting: 'Reading the recording…',
  });

  it('allows one script by its nonce, styles by where they come from, and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.split('; ');
    assert.deepEqual(policy, [
      "default-src 'none'",
      "script-src 'nonce-abc+/='",
      "style-src 'self' https://*.vscode-cdn.net",
      "form-action 'none'",
    ]);
    assert.doesNotMatch(html, /unsafe|<style|style=|\son\w+=/);
  });

  it('has one script, which is not inline, and addresses that stay addresses', () => {
    assert.deepEqual(html.match(/<script[^>]*>[^<]*/g), [
      '<script nonce="abc+/=" src="https://host/dist/panel.js?a=1&amp;b=&quot;2&quot;">',
    ]);
    assert.match(html, /href="https:\/\/host\/dist\/&lt;panel>\.css"/);
  });
});
