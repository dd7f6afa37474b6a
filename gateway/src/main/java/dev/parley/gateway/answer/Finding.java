package dev.parley.gateway.answer;

import dev.parley.kb.Hit;
import java.util.List;

/** What the bot knows about a message. */
public sealed interface Finding {

    /**
     * An approved passage answers it, surely enough.
     *
     * @param best the passage, verified against the approved revision
     * @param hits all that was found, best first
     */
    record Found(Hit best, List<Hit> hits) implements Finding {

        /** Copies the list. */
        public Found {
            hits = List.copyOf(hits);
        }
    }

    /** The message asks nothing. */
    record SmallTalk(Kind kind) implements Finding {}

    /**
     * Nothing is sure enough.
     *
     * @param hits what came closest, best first; may be empty
     */
    record NotSure(List<Hit> hits) implements Finding {

        /** Copies the list. */
        public NotSure {
            hits = List.copyOf(hits);
        }
    }

    /** Kinds of small talk. */
    enum Kind {
        /** Hello. */
        GREETING,
        /** Thank you. */
        THANKS,
        /** Goodbye. */
        GOODBYE,
        /** Who or what are you? */
        ABOUT
    }
}
