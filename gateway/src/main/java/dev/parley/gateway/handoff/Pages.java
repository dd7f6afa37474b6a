package dev.parley.gateway.handoff;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * Long lists a page at a time, by rising id: where a page was full, the next call goes on behind it, so that what has to wait
 * hides nothing. Thread-safe.
 */
final class Pages {

    /** As the queries say. */
    static final int SIZE = 200;

    private final Map<String, Long> reached = new ConcurrentHashMap<>();

    /**
     * @param list names it
     * @param read the page of at most {@link #SIZE} behind an id
     */
    <T> List<T> next(String list, LongFunction<List<T>> read, ToLongFunction<T> idOf) {
        List<T> page = read.apply(reached.getOrDefault(list, 0L));
        reached.put(list, page.size() < SIZE ? 0L : idOf.applyAsLong(page.getLast()));
        return page;
    }
}
