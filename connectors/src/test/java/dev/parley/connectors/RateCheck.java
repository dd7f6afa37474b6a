package dev.parley.connectors;

import java.util.HashMap;
import java.util.Map;

/** What a platform that limits its senders counts: at each place so many at once, and from then on so many a second. */
public final class RateCheck {

    private final int burst;
    private final double perSecond;
    private final Map<String, Double> left = new HashMap<>();
    private final Map<String, Long> seen = new HashMap<>();

    public RateCheck(int burst, double perSecond) {
        this.burst = burst;
        this.perSecond = perSecond;
    }

    /** Whether one more is within the limit; then it counts. */
    public synchronized boolean allows(String place) {
        long now = System.nanoTime();
        double earned = (now - seen.getOrDefault(place, now)) / 1e9 * perSecond;
        double have = Math.min(burst, left.getOrDefault(place, (double) burst) + earned);
        seen.put(place, now);
        left.put(place, have < 1 ? have : have - 1);
        return have >= 1;
    }
}
