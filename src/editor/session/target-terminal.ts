import * as vscode from 'vscode';

const CTRL_C = '\x03';
const BACKSPACE = '\x7f';

/** What people do to a target through its terminal. */
export interface TerminalEvents {
  /** A line they typed, with its end. */
  readonly onLine: (line: string) => void;
  /** Ctrl-C. */
  readonly onInterrupt: () => void;
  /** The terminal is gone. */
  readonly onClosed: () => void;
}

/** Enough for the output of a target until somebody looks. */
const MAX_HELD_CHARACTERS = 1_000_000;

/** Shows a target's output, and passes on what is typed. */
export class TargetTerminal implements vscode.Pseudoterminal {
  readonly #events: TerminalEvents;
  readonly #written = new vscode.EventEmitter<string>();
  readonly #closed = new vscode.EventEmitter<number>();
  readonly onDidWrite = this.#written.event;
  readonly onDidClose = this.#closed.event;
  /** Output that came before the terminal was on the screen. */
  #held: string[] | undefined = [];
  #heldCharacters = 0;
  #line = '';
  #hasEnded = false;

  constructor(events: TerminalEvents) {
    this.#events = events;
  }

  open(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const text of held) this.#written.fire(text);
  }

  close(): void {
    this.#events.onClosed();
  }

  /** Writes output of the target; terminals want a carriage return with each new line. */
  write(text: string): void {
    const shown = text.replace(/\r?\n/g, '\r\n');
    if (this.#held === undefined) {
      this.#written.fire(shown);
      return;
    }
    this.#held.push(shown);
    this.#heldCharacters += shown.length;
    while (this.#heldCharacters > MAX_HELD_CHARACTERS && this.#held.length > 1) {
      this.#heldCharacters -= this.#held.shift()?.length ?? 0;
    }
  }

  /** Says something of our own, set apart from the target's output. */
  note(text: string): void {
    this.write(`\x1b[2m${text}\x1b[0m\n`);
  }

  /** The target has ended; a task's terminal takes the exit code, any other stays to be read. */
  end(exitCode: number, isTask: boolean): void {
    this.#hasEnded = true;
    if (isTask) this.#closed.fire(exitCode);
    else this.note('Press any key to close the terminal.');
  }

  handleInput(text: string): void {
    if (this.#hasEnded) {
      this.#closed.fire(0);
      return;
    }
    for (const character of text) {
      if (character === CTRL_C) this.#events.onInterrupt();
      else if (character === '\r') this.#sendLine();
      else if (character === BACKSPACE) this.#erase();
      else if (character >= ' ' || character === '\t') this.#type(character);
    }
  }

  #type(character: string): void {
    this.#line += character;
    this.write(character);
  }

  #erase(): void {
    if (this.#line === '') return;
    this.#line = this.#line.replace(/.$/su, '');
    this.write('\b \b');
  }

  #sendLine(): void {
    this.write('\n');
    this.#events.onLine(`${this.#line}\n`);
    this.#line = '';
  }
}
