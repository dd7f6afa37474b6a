package dev.parley.connectors;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Where each message of a customer gets one reply: how many were lost and how many doubled, however often the platform
 * delivered them. Thread-safe.
 */
public final class DedupeOracle {

    private final Map<String, Set<String>> written = new HashMap<>();
    private final Map<String, Integer> shown = new HashMap<>();
    private int deliveries;

    /** The platform tried to deliver a message; whether it arrived it may not know. */
    public synchronized void delivered(String place, String messageId) {
        written.computeIfAbsent(place, key -> new HashSet<>()).add(messageId);
        deliveries++;
    }

    /** The bot's reply is seen. */
    public synchronized void shown(String place) {
        shown.merge(place, 1, Integer::sum);
    }

    /** Messages without a reply. */
    public synchronized int lost() {
        return written.entrySet().stream()
                .mapToInt(each -> Math.max(0, each.getValue().size() - shown.getOrDefault(each.getKey(), 0))).sum();
    }

    /** Replies that no message asked for. */
    public synchronized int doubled() {
        return shown.entrySet().stream()
                .mapToInt(each -> Math.max(0, each.getValue() - written.getOrDefault(each.getKey(), Set.of()).size()))
                .sum();
    }

    /** How often something was delivered that had been delivered before. */
    public synchronized int redelivered() {
        return deliveries - written.values().stream().mapToInt(Set::size).sum();
    }
}
