// Notes tasks that hold up the page's thread.
const quiet = () => new Promise((resolve) => setTimeout(resolve, 50));

/** Gives a function: the longest task (ms) since the last time it was asked, 0 when none was longer than 50 ms. */
export function watchTasks() {
  let longest = 0;
  const note = (list) => list.forEach(({duration}) => (longest = Math.max(longest, duration)));
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({type: "longtask"});
  return async () => {
    await quiet();
    note(observer.takeRecords());
    const found = longest;
    longest = 0;
    return found;
  };
}
