import type { PanelRequest } from '../../src/protocol/panel.js';

/** What VS Code gives a page to speak with the extension; it can be had once. */
export interface VsCodeApi {
  postMessage(request: PanelRequest): void;
  /** What `setState` was given last, also by an earlier page in the same panel. */
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  /** Defined by VS Code before any script of the page runs. */
  function acquireVsCodeApi(): VsCodeApi;
}
