// Lets the ages on a page go on. Says the same words as RelativeTime.java.
(() => {
  if (window.slipwayAges) return;
  const seen = new WeakSet();
  let ahead = -Infinity; // the server's clock before the browser's, in ms

  const count = (number, unit) => `${number} ${unit}${number === 1 ? '' : 's'}`;
  const amount = (seconds) => {
    if (seconds < 60) return count(seconds, 'second');
    if (seconds < 3600) return count(Math.floor(seconds / 60), 'minute');
    return seconds < 86400
      ? count(Math.floor(seconds / 3600), 'hour')
      : count(Math.floor(seconds / 86400), 'day');
  };
  const words = (age) => {
    if (age < 0) return `in ${amount(Math.floor(-age / 1000))}`;
    const seconds = Math.floor(age / 1000);
    return seconds < 5 ? 'just now' : `${amount(seconds)} ago`;
  };

  const tick = () => {
    if (document.hidden) return;
    const ages = document.querySelectorAll('time[data-now]');
    for (const age of ages) {
      if (!seen.has(age)) {
        seen.add(age);
        // It may have been drawn long before it was sent: the one drawn last is nearest.
        ahead = Math.max(ahead, Date.parse(age.dataset.now) - Date.now());
      }
    }
    for (const age of ages) {
      const text = age.firstChild;
      const now = words(Date.now() + ahead - Date.parse(age.dateTime));
      // In the text the server made, so that it can still change it.
      if (text && text.data !== now) text.data = now;
    }
  };

  window.slipwayAges = setInterval(tick, 1000);
  document.addEventListener('visibilitychange', tick);
})();
