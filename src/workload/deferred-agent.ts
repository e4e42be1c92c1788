import path from 'node:path';
import { createRequire } from 'node:module';
import { AGENT_ENV, parseAgentOptions } from '../protocol/agent-options.js';

/** The agent beside this bundle, as far as it is used here. */
interface Agent {
  startAgent(options: string): void;
}

interface Hook {
  finish(): void;
}

/**
 * Starts the recording that the launcher has asked for and left to us, in this thread, and in the
 * processes and threads that begin from now on. Does nothing without a launcher.
 */
export function startRecording(): void {
  const options = parseAgentOptions(process.env[AGENT_ENV]);
  if (options?.deferred !== true) return;
  const text = JSON.stringify({ ...options, deferred: false });
  const agent = createRequire(__filename)(path.join(__dirname, 'agent.js')) as Agent;
  // Before the environment says so: an agent that is there from the start has no code to forget.
  agent.startAgent(text);
  process.env[AGENT_ENV] = text;
}

/** Ends the recording of this thread: what follows is no part of the workload. */
export function endRecording(): void {
  const hook = Reflect.get(globalThis, Symbol.for('rankscope.agent')) as Hook | undefined;
  hook?.finish();
}
