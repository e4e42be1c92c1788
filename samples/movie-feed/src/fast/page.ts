// Paging was never slow; the twin is the stage itself.
export {
  BadCursorError,
  MAX_DEPTH,
  decodeCursor,
  depthFor,
  encodeCursor,
  pageOf,
} from '../stages/page.ts';
