import { parentPort, workerData } from 'node:worker_threads';
import { isAnalystRequest, type AnalystData, type AnalystReply } from '../protocol/analyst.js';
import { failureOf } from './analyst-error.js';
import { Analyst, type Answers } from './analyst.js';
import { Scanner } from './scanner.js';

const { firstRecordingId, pageFolder, version } = workerData as AnalystData;
const analyst = new Analyst({ page: { folder: pageFolder, version }, firstRecordingId });
const scanner = new Scanner();

/** What can be asked by name; nothing else of the analyst can be reached from outside. */
const ANSWERS: { readonly [Question in keyof Answers]: (request: never) => unknown } = {
  finish: (request) => analyst.finish(request),
  open: (request) => analyst.open(request),
  close: (request) => {
    analyst.close(request);
  },
  page: (request) => analyst.page(request),
  neighbours: (request) => analyst.neighbours(request),
  place: (request) => analyst.place(request),
  placeSites: (request) => analyst.placeSites(request),
  proposedSizes: (request) => analyst.proposedSizes(request),
  exportedFunctions: (request) => analyst.exportedFunctions(request),
  scaffold: (request) => analyst.scaffold(request),
  runnables: (request) => analyst.runnables(request),
  workloadsFor: (request) => analyst.workloadsFor(request),
  export: (request) => analyst.export(request),
  suspects: (request) => scanner.suspects(request),
  reread: (request) => scanner.reread(request),
  fixAll: (request) => scanner.fixAll(request),
  ignore: (request) => scanner.ignore(request),
};

function isQuestion(name: string): name is keyof Answers {
  return Object.hasOwn(ANSWERS, name);
}

async function reply(id: number, question: string, request: unknown): Promise<AnalystReply> {
  try {
    if (!isQuestion(question)) throw new Error(`nobody answers the question "${question}"`);
    return { id, ok: true, answer: await ANSWERS[question](request as never) };
  } catch (error) {
    return { id, ok: false, error: failureOf(error) };
  }
}

parentPort?.on('message', (message: unknown) => {
  if (!isAnalystRequest(message)) return;
  void reply(message.id, message.question, message.request).then((answer) => {
    parentPort?.postMessage(answer);
  });
});
