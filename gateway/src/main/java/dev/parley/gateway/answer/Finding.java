package dev.parley.gateway.answer;

import dev.parley.kb.Hit;
import java.util.List;

/** What the bot knows about a message. */
public sealed interface Finding {

    /** All that was found, best first. */
    default List<Hit> hits() {
        return List.of();
    }

    /** What that means, in a sentence for the records. */
    String why();

    /**
     * Approved passages answer it, surely enough.
     *
     * @param answers one, or one for each question in the message; verified against the approved revisions
     * @param hits all that was found, best first
     */
    record Found(List<Hit> answers, List<Hit> hits) implements Finding {

        /** Copies the lists. */
        public Found {
            answers = List.copyOf(answers);
            hits = List.copyOf(hits);
        }

        @Override
        public String why() {
            return answers.size() == 1
                    ? "one article answers it, surely enough"
                    : "it asks " + answers.size() + " things, and each is surely answered";
        }
    }

    /**
     * Several articles compete: the customer should say which is meant.
     *
     * @param options two or three, best first; verified against the approved revisions
     * @param hits all that was found, best first
     */
    record Unclear(List<Hit> options, List<Hit> hits) implements Finding {

        /** Copies the lists. */
        public Unclear {
            options = List.copyOf(options);
            hits = List.copyOf(hits);
        }

        @Override
        public String why() {
            return options.size() + " articles compete";
        }
    }

    /** The message asks nothing that the bot would look up. */
    record SmallTalk(Kind kind, String why) implements Finding {

        static SmallTalk courtesy(Kind kind) {
            return new SmallTalk(kind, "it asks nothing");
        }

        /** It does not say what it is about. */
        public static SmallTalk vague() {
            return new SmallTalk(Kind.VAGUE, "it does not say what it is about");
        }

        /** @param topic as the brand names what it does not talk about */
        public static SmallTalk avoided(String topic) {
            return new SmallTalk(Kind.AVOIDED, "the brand does not talk about " + topic);
        }
    }

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

        @Override
        public String why() {
            return hits.isEmpty() ? "no article is about it" : "no article is sure enough";
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
        ABOUT,
        /** Something is the matter, but not said what. */
        VAGUE,
        /** Something that the brand does not talk about. */
        AVOIDED
    }
}
