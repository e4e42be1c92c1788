/**
 * Calls back once when this thread ends, even if the program removes all listeners of `exit`, as
 * test runners and process managers do. The result takes everything back.
 */
export function onExit(callback: () => void): () => void {
  let isListening = false;
  const listen = () => {
    if (isListening) process.on('exit', callback);
  };
  const onRemoved = (event: string | symbol, listener: unknown) => {
    // Removing everything also forgets what is added meanwhile.
    if (event === 'exit' && listener === callback) queueMicrotask(listen);
  };
  isListening = true;
  listen();
  process.on('removeListener', onRemoved);
  return () => {
    isListening = false;
    process.off('removeListener', onRemoved);
    process.off('exit', callback);
  };
}
