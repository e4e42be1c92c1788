/** Labels by which samples of several threads are told apart. */
export const PID_LABEL = 'pid';
export const THREAD_LABEL = 'thread id';
