import * as vscode from 'vscode';

const CTRL_C = '\x03';
const BACKSPACE = '\x7f';

/** What a terminal needs of the target it shows. */
export interface TerminalTarget {
  /** Gives it a line that was typed, with its end. */
  input(line: string): void;
  /** Ends its recording and keeps it. */
  stop(): void;
}

/** Enough for the output of a target until somebody looks. */
const MAX_HELD_CHARACTERS = 1_000_000;

/** Shows the output of one target, and passes on to it what is typed. */
export class TargetTerminal implements vscode.Pseudoterminal {
  readonly #written = new vscode.EventEmitter<string>();
  readonly #closed = new vscode.EventEmitter<number>();
  readonly onDidWrite = this.#written.event;
  readonly onDidClose = this.#closed.event;
  /** Output that came before the terminal was on the screen. */
  #held: string[] | undefined = [];
  #heldCharacters = 0;
  #line = '';
  #target: TerminalTarget | undefined;
  /** Somebody wanted to end the target before it was there. */
  #isStopped = false;
  #hasEnded = false;

  open(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const text of held) this.#written.fire(text);
  }

  /** The terminal is gone, and so is what runs in it; once that has ended, nothing happens. */
  close(): void {
    if (!this.#hasEnded) this.#stop();
  }

  /** Says which target the terminal belongs to. */
  connect(target: TerminalTarget): void {
    this.#target = target;
    if (this.#isStopped) target.stop();
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
      if (character === CTRL_C) this.#stop();
      else if (character === '\r') this.#sendLine();
      else if (character === BACKSPACE) this.#erase();
      else if (character >= ' ' || character === '\t') this.#type(character);
    }
  }

  #stop(): void {
    this.#isStopped = true;
    this.#target?.stop();
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
    this.#target?.input(`${this.#line}\n`);
    this.#line = '';
  }
}
