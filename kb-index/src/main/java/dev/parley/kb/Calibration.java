package dev.parley.kb;

import java.util.Comparator;
import java.util.List;

/**
 * Judged questions with the confidence that a model gave them which never saw them: what thresholds are chosen on.
 * Immutable.
 *
 * @param outcomes in no order
 * @param provisional whether nobody judged them: they are the articles' own example questions, held out in turn
 */
public record Calibration(List<Outcome> outcomes, boolean provisional) {

    /** Fewer questions of one category than this say less than those of all categories together. */
    private static final int ENOUGH_OF_A_CATEGORY = 300;
    private static final double EVEN = 0.5;
    /** Nobody judges more: what a target next to 1 would need. */
    private static final int MOST_MISSING = 100_000_000;

    /** Copies the list, surest first. */
    public Calibration {
        outcomes = outcomes.stream().sorted(Comparator.comparingDouble((Outcome outcome) -> -outcome.confidence()))
                .toList();
    }

    /**
     * One judged question.
     *
     * @param confidence 0 to 1
     * @param right whether the first article answered it; false for a question that nothing answers
     * @param answerable whether any article answers it
     * @param category of the first article
     */
    public record Outcome(double confidence, boolean right, boolean answerable, String category) {}

    /** Nothing was judged and nothing could be held out. */
    public static Calibration none() {
        return new Calibration(List.of(), true);
    }

    /**
     * The lowest threshold at which the answers given would be right often enough: not by the observed share, but by its
     * one-sided 95 % lower bound. Where even that can't be shown, the threshold is the one of the highest target that can.
     *
     * <p>Without any judged question, and while those that there are don't even show that every second answer is right, it is
     * at least the target itself: then the confidence has to be taken at its word.
     *
     * @param target the share of answers that must be right, above 0 and below 1
     */
    public Threshold threshold(double target) {
        return threshold(outcomes, target);
    }

    /** As {@link #threshold(double)}, from the questions of one category when there are enough of them. */
    public Threshold threshold(double target, String category) {
        List<Outcome> own = outcomes.stream().filter(outcome -> outcome.category().equals(category)).toList();
        return threshold(own.size() >= ENOUGH_OF_A_CATEGORY ? own : outcomes, target);
    }

    private Threshold threshold(List<Outcome> sorted, double target) {
        int best = -1;
        int bestRight = 0;
        int provable = -1;
        int provableRight = 0;
        int right = 0;
        for (int i = 0; i < sorted.size(); i++) {
            right += sorted.get(i).right() ? 1 : 0;
            boolean last = i + 1 == sorted.size() || sorted.get(i + 1).confidence() < sorted.get(i).confidence();
            if (!last) {
                continue;
            }
            if (Wilson.shows(right, i + 1, target)) {
                best = i;
                bestRight = right;
            }
            if (provable < 0 || shown(right, i + 1) > shown(provableRight, provable + 1)) {
                provable = i;
                provableRight = right;
            }
        }
        boolean proven = best >= 0;
        int at = proven ? best : provable;
        int rightThere = proven ? bestRight : provableRight;
        if (at < 0) {
            return new Threshold(target, target, 0, 0, 1, 0, sorted.size(), false, provisional, 0,
                    Wilson.neededWithoutError(target));
        }
        double shown = shown(provableRight, provable + 1);
        double value = proven || shown >= EVEN ? between(sorted, at) : Math.max(target, between(sorted, at));
        return new Threshold(target, value, (double) rightThere / (at + 1),
                Wilson.lower(rightThere, at + 1), Wilson.upper(rightThere, at + 1), at + 1, sorted.size(), proven,
                provisional, shown,
                proven ? 0 : missing(sorted.size(), rightThere, at + 1, target));
    }

    /** The highest share that {@link Wilson#shows} of so many answers; a millionth less, for the rounding of numbers. */
    private static double shown(int right, int answers) {
        return Math.max(0, Math.min(Wilson.lower(right, answers), Wilson.mostShown(answers)) - 1e-6);
    }

    /** Halfway to the next question below, so that the last one answered is not a knife's edge. */
    private static double between(List<Outcome> sorted, int last) {
        double here = sorted.get(last).confidence();
        return last + 1 == sorted.size() ? here : (here + sorted.get(last + 1).confidence()) / 2;
    }

    /** How many more judged questions are needed at the least, if as many are answered and every answer is right. */
    private static int missing(int questions, int right, int answered, double target) {
        int tooFew = 0;
        int more = MOST_MISSING;
        while (more - tooFew > 1) {
            int middle = (tooFew + more) / 2;
            if (Wilson.shows(right + middle, answered + middle, target)) {
                more = middle;
            } else {
                tooFew = middle;
            }
        }
        return (int) Math.ceil(more / Math.max(0.2, (double) answered / questions));
    }

    /** How many questions were judged. */
    public int size() {
        return outcomes.size();
    }

    /** The share of questions that nothing answers: calibration breaks when it shifts. NaN without questions. */
    public double unanswerableShare() {
        return outcomes.isEmpty()
                ? Double.NaN
                : (double) outcomes.stream().filter(outcome -> !outcome.answerable()).count() / outcomes.size();
    }
}
