// Serves real VS Code to a browser on this machine, with settings and extensions of its own.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { codeServer } from './code-server.mjs';
import { run } from './run.mjs';

/** @typedef {Readonly<Record<string, unknown>>} Settings */

/**
 * @typedef {object} ServeOptions
 * @property {string} [vsix] an extension to install
 * @property {Settings} [settings] user settings besides `quietSettings`
 * @property {Record<string, string>} [env] added to ours; extensions see it
 * @property {boolean} [withDriver] lets a page run the tests of an extension; it shows no
 *   notifications then
 */

/** Silences what VS Code says by itself, and what it would ask the internet for. */
const quietSettings = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.autofetch': false,
  'json.schemaDownload.enable': false,
  'npm.fetchOnlinePackageInfo': false,
  'telemetry.telemetryLevel': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/**
 * Servers that end with us, however we end; only SIGKILL leaves us no time for them.
 * @type {Set<ServedVscode>}
 */
const running = new Set();

/** @param {ServedVscode} served */
function endWithUs(served) {
  if (running.size === 0) {
    process.on('exit', () => {
      for (const each of running) each.abandon();
    });
    for (const [signal, code] of /** @type {const} */ ([
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
    ])) {
      process.on(signal, () => process.exit(code));
    }
  }
  running.add(served);
}

/** A VS Code that is served until `stop`, or until we end. */
export class ServedVscode {
  /** @readonly */
  #home;
  /** @readonly */
  #env;
  /** @readonly */
  #withDriver;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #server;
  #url = '';

  /**
   * @param {string} home
   * @param {ServeOptions} options
   */
  constructor(home, { env = {}, withDriver = false }) {
    this.#home = home;
    // An extension gallery at no address is one that nobody asks.
    const noGallery = '{"serviceUrl":""}';
    // What is left in the temporary folder when an extension host is killed, goes with the rest.
    const TMPDIR = path.join(home, 'tmp');
    this.#env = { ...process.env, TMPDIR, EXTENSIONS_GALLERY: noGallery, ...env };
    this.#withDriver = withDriver;
    // The tests' own runner, and being started from inside VS Code, are nothing to the server.
    for (const name of Object.keys(this.#env)) {
      if (/^(?:VSCODE_|NODE_OPTIONS$|npm_)/u.test(name)) Reflect.deleteProperty(this.#env, name);
    }
  }

  /**
   * Serves VS Code on a free port.
   * @param {ServeOptions} [options]
   */
  static async start(options = {}) {
    const home = await mkdtemp(path.join(tmpdir(), 'rankscope-vscode-'));
    const served = new ServedVscode(home, options);
    try {
      await mkdir(path.join(home, 'tmp'));
      await served.writeSettings(options.settings ?? {});
      if (options.vsix !== undefined) await served.#install(options.vsix);
      await served.#serve();
    } catch (error) {
      await served.stop();
      throw error;
    }
    return served;
  }

  /** Where extensions are installed. */
  get extensions() {
    return path.join(this.#home, 'extensions');
  }

  /**
   * The address of a folder or a `.code-workspace` file in VS Code.
   * @param {string} workspace absolute path
   * @param {Readonly<Record<string, string>>} [payload] what the workbench is told besides
   */
  urlOf(workspace, payload) {
    const url = new URL(this.#url);
    url.searchParams.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', workspace);
    if (payload !== undefined) {
      url.searchParams.set('payload', JSON.stringify(Object.entries(payload)));
    }
    return url.href;
  }

  /**
   * How the workbench names a file on this server.
   * @param {string} file absolute path
   */
  remoteUri(file) {
    return `vscode-remote://${new URL(this.#url).host}${encodeURI(file)}`;
  }

  /**
   * Replaces the user settings; pages that are open follow.
   * @param {Settings} settings besides `quietSettings`
   */
  async writeSettings(settings) {
    const folder = path.join(this.#home, 'data', 'User');
    await mkdir(folder, { recursive: true });
    const text = JSON.stringify({ ...quietSettings, ...settings }, undefined, 2);
    await writeFile(path.join(folder, 'settings.json'), text);
  }

  /** Ends everything that was started, and removes its files. */
  async stop() {
    running.delete(this);
    const server = this.#server;
    if (server !== undefined && server.exitCode === null && server.signalCode === null) {
      const ended = new Promise((resolve) => void server.once('exit', resolve));
      // It would wait for extension hosts to come back; there is nothing to save here.
      this.#kill();
      await ended;
    }
    await rm(this.#home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  /** The same without waiting, for a process that is about to end. */
  abandon() {
    this.#kill();
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  /** @param {string} vsix */
  async #install(vsix) {
    const { node, server } = codeServer();
    const args = [server, ...this.#folders(), '--install-extension', vsix];
    await run(node, args, { quiet: true });
  }

  #folders() {
    return ['--server-data-dir', this.#home, '--extensions-dir', this.extensions];
  }

  async #serve() {
    const { node, server } = codeServer();
    const args = [server, ...this.#folders(), '--host', '127.0.0.1', '--port', '0'];
    args.push('--without-connection-token', '--accept-server-license-terms');
    args.push('--disable-telemetry');
    if (this.#withDriver) args.push('--enable-smoke-test-driver');
    const child = spawn(node, args, {
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own: extension hosts end with it.
      detached: true,
    });
    this.#server = child;
    endWithUs(this);
    this.#url = `http://127.0.0.1:${await portOf(child)}/`;
  }

  #kill() {
    const pid = this.#server?.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch (error) {
      // It has ended by itself.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}

/**
 * The port a server says it listens on.
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function portOf(server) {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (/** @type {Buffer} */ chunk) => {
      said += chunk.toString();
      const port = /Extension host agent listening on (\d+)/u.exec(said)?.[1];
      if (port !== undefined) resolve(port);
    };
    server.stdout?.on('data', listen);
    server.stderr?.on('data', listen);
    server.once('error', reject);
    server.once('exit', (code, signal) => {
      reject(new Error(`VS Code's server ended (${signal ?? String(code)}):\n${said}`));
    });
  });
}
