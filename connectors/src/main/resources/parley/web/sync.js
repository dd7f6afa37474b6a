// Keeps the log up to date for one conversation. Each tab fetches the history once; then one tab,
// the holder of a lock, reads the stream and passes the events on to the others.

const POLL_EVERY = 3000;
const POLL_HIDDEN = 10000;
const POLL_FOR = 60000; // then the stream gets another chance
const STREAM_SETTLED = 10000; // a stream that lived this long and gave bytes worked
const ALIVE_EVERY = 15000;
const LEADER_SILENCE = 75000; // hidden tabs may run timers once a minute only

function openChannel(name) {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null; // an old browser, or one that blocks storage
  }
}

function createSync(conversation, { log, onEvents, onGone, onUp }) {
  const whole = new AbortController();
  const stopped = whole.signal;
  const channel = openChannel(KEY + ":" + conversation.conversationId);
  let lastHeard = Date.now();
  let leading = false;
  let up = true;

  const setUp = (value) => {
    if (up !== value) onUp(value);
    up = value;
  };
  const tell = (message) => !stopped.aborted && channel?.postMessage(message);

  function take(events) {
    if (stopped.aborted) return;
    const fresh = log.add(events);
    if (fresh.length) onEvents(fresh);
  }

  /** `after` lets a tab that missed something notice it, whatever gaps the numbering has. */
  function takeAndTell(events) {
    const after = log.cursor;
    take(events);
    if (events.length) tell({ events, after });
  }

  async function fetchEvents() {
    const events = await api.events(conversation, log.cursor);
    setUp(true);
    return events;
  }

  /** True when the loop must end. */
  function over(error) {
    if (!stopped.aborted && error.gone) onGone(conversation);
    return stopped.aborted || error.gone;
  }

  async function catchUp() {
    for (let attempt = 0; !stopped.aborted; attempt++) {
      try {
        take(await fetchEvents());
        if (!stopped.aborted) log.setLoaded(true);
        return;
      } catch (error) {
        if (over(error)) return;
        setUp(false);
        await nap(Math.max(backoff(attempt), error.retryAfter ?? 0), stopped);
      }
    }
  }

  async function follow(signal) {
    const beat = setInterval(() => tell({ up }), ALIVE_EVERY);
    let failures = 0;
    const forgive = () => (failures = 0);
    addEventListener("online", forgive);
    while (!signal.aborted) {
      if (failures >= 2) {
        await poll(signal);
        failures = Math.min(failures, 1);
        continue;
      }
      const began = Date.now();
      let bytes = false;
      try {
        const onBytes = () => {
          bytes = true;
          setUp(true);
          tell({ up });
        };
        await api.stream(conversation, log.cursor, (event) => takeAndTell([event]), onBytes, signal);
      } catch (error) {
        if (signal.aborted || over(error)) break;
      }
      failures = bytes && Date.now() - began > STREAM_SETTLED ? 0 : failures + 1;
      if (failures < 2) await nap(backoff(0), signal);
    }
    clearInterval(beat);
    removeEventListener("online", forgive);
  }

  async function poll(signal) {
    const until = Date.now() + POLL_FOR;
    for (let errors = 0; !signal.aborted && Date.now() < until; ) {
      let pause = document.hidden ? POLL_HIDDEN : POLL_EVERY;
      try {
        takeAndTell(await fetchEvents());
        errors = 0;
      } catch (error) {
        if (over(error)) return stop();
        setUp(false);
        pause = Math.max(pause, backoff(++errors), error.retryAfter ?? 0);
      }
      await nap(pause, signal);
    }
  }

  let turn = new AbortController();
  function lead(steal) {
    turn.abort(); // leave the queue: a granted second request would lead twice
    const mine = (turn = new AbortController());
    const options = steal ? { steal: true } : { signal: mine.signal };
    let granted = false;
    navigator.locks
      .request(KEY + ":lead:" + conversation.conversationId, options, () => {
        leading = granted = true;
        return follow(mine.signal);
      })
      .catch(() => {
        // Left the queue, or another tab stole the lock. Otherwise the browser gives no locks here.
        if (!granted && !mine.signal.aborted) return follow(mine.signal);
      })
      .then(() => {
        mine.abort();
        if (mine !== turn) return;
        leading = false;
        lastHeard = Date.now();
        if (!stopped.aborted) lead(false);
      });
  }

  // A leader that the system froze in the background keeps its lock but says nothing any more.
  function watchLeader() {
    if (!leading && !document.hidden && Date.now() - lastHeard > LEADER_SILENCE) lead(true);
  }
  let watch = 0;

  function stop() {
    whole.abort();
    turn.abort();
    channel?.close();
    clearInterval(watch);
    document.removeEventListener("visibilitychange", watchLeader);
  }

  if (channel) {
    channel.onmessage = ({ data }) => {
      lastHeard = Date.now();
      if ("up" in data) setUp(data.up);
      if (data.turnId) log.setHelpful(data.turnId, data.helpful);
      if (data.events && data.after > log.cursor) catchUp();
      else if (data.events) take(data.events);
    };
  }

  catchUp().then(() => {
    if (stopped.aborted) return;
    if (!navigator.locks || !channel) {
      follow(turn.signal); // every tab for itself
      return;
    }
    lead(false);
    watch = setInterval(watchLeader, ALIVE_EVERY);
    document.addEventListener("visibilitychange", watchLeader);
  });

  return { stop, tellHelpful: (turnId, helpful) => tell({ turnId, helpful }) };
}
