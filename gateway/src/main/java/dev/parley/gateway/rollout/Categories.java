package dev.parley.gateway.rollout;

import java.util.List;

/** What articles are filed under. Thread-safe. */
@FunctionalInterface
public interface Categories {

    /** As they are now, in alphabetical order. */
    List<String> list();
}
