package dev.parley.gateway.cli;

import dev.parley.gateway.Asked;
import dev.parley.kb.eval.GoldenQuestion;
import java.util.Locale;

/**
 * How the golden questions went, in the four shares that were promised. Not thread-safe.
 *
 * <p>The bounds are what the shipped configuration keeps on the shipped questions: all no-touch topics and wishes handed
 * off, of the answers at least 94 % right, at least 84 % of the answerable answered, at most 8 % of the unanswerable.
 */
final class GoldenScore {

    private static final double MIN_RIGHT = 0.94;
    private static final double MIN_ANSWERED = 0.84;
    private static final double MAX_UNANSWERABLE_ANSWERED = 0.08;

    private final Share peopleOnly = new Share("no-touch topics and wishes for a person handed off");
    private final Share right = new Share("answers given that are right");
    private final Share answered = new Share("answerable questions answered");
    private final Share unanswerable = new Share("unanswerable questions answered");
    private final Share courtesies = new Share("courtesies returned");

    private static final class Share {

        private final String name;
        private int part;
        private int whole;

        Share(String name) {
            this.name = name;
        }

        void count(boolean hit) {
            whole++;
            part += hit ? 1 : 0;
        }

        double value() {
            return whole == 0 ? 0 : (double) part / whole;
        }

        String line(String bound) {
            return String.format(Locale.ROOT, "%-52s %5.1f %%  %3d of %3d   %s%n", name, value() * 100, part, whole,
                    bound);
        }
    }

    /** @return whether the question was decided as expected */
    boolean add(GoldenQuestion question, Asked asked) {
        boolean gaveAnswer = asked.decision().equals("answer");
        boolean isRight = gaveAnswer && question.relevant().contains(asked.articleId());
        if (gaveAnswer) {
            right.count(isRight);
        }
        if (!question.relevant().isEmpty()) {
            answered.count(gaveAnswer);
            return isRight;
        }
        if ("smalltalk".equals(question.expect())) {
            boolean returned = asked.decision().equals("smalltalk");
            courtesies.count(returned);
            return returned;
        }
        if ("not_sure".equals(question.reason())) {
            unanswerable.count(gaveAnswer);
            return !gaveAnswer;
        }
        boolean handedOff = asked.decision().equals("handoff") && question.reason() != null
                && question.reason().equals(asked.reason());
        peopleOnly.count(handedOff);
        return handedOff;
    }

    boolean isKept() {
        return peopleOnly.value() == 1 && right.value() >= MIN_RIGHT && answered.value() >= MIN_ANSWERED
                && unanswerable.value() <= MAX_UNANSWERABLE_ANSWERED;
    }

    @Override
    public String toString() {
        return peopleOnly.line("promised: 100 %") + right.line("promised: at least 94 %")
                + answered.line("promised: at least 84 %") + unanswerable.line("promised: at most 8 %")
                + courtesies.line("") + (isKept() ? "All promises are kept." : "A promise is broken.");
    }
}
