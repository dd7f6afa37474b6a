package dev.parley.kb.confidence;

import dev.parley.kb.ranking.Candidate;
import dev.parley.kb.ranking.Feature;
import dev.parley.kb.ranking.Softmax;
import dev.parley.kb.ranking.Weights;
import java.util.Comparator;
import java.util.List;

/**
 * What one search saw, in the numbers that a confidence is learned from. Pure.
 *
 * <p>Relative ones (how far the first article is ahead) tell right from wrong; absolute ones (how close it is at all) tell
 * answerable from unanswerable.
 */
public final class Evidence {

    /** How many numbers there are. */
    public static final int COUNT = 24;

    private static final int CROWD = 10;
    /** A share of precedents below this says nothing. */
    private static final double SMALL = 0.05;

    private Evidence() {}

    /**
     * @param ranked best first, at least one
     * @param place which of them the confidence is about
     * @param words how many words the question has
     */
    public static double[] of(List<Weights.Scored> ranked, int place, int words) {
        Candidate it = ranked.get(place).candidate();
        double[] chances = chances(ranked);
        double chance = chances[place];
        double rival = place == 0 ? (ranked.size() > 1 ? ranked.get(1).score() : ranked.get(0).score() - 5)
                : ranked.getFirst().score();
        double[] head = headChances(ranked);
        double close0 = heard(it, Feature.NAME_0, Math.max(it.get(Feature.NAME_0), it.get(Feature.BODY_0)));
        double close1 = heard(it, Feature.NAME_1, Math.max(it.get(Feature.NAME_1), it.get(Feature.BODY_1)));
        return new double[]{logit(chance), entropy(chances), ranked.get(place).score() - rival,
            8 * close0, 8 * close1, heard(it, Feature.NAME_0, 8 * it.get(Feature.CENTRE_0)),
            heard(it, Feature.NAME_1, 8 * it.get(Feature.CENTRE_1)),
            heard(it, Feature.NAME_0, 8 * it.get(Feature.WHOLE_0)), 8 * (close0 - it.tightness()),
            Math.log(Math.min(1, chance + chances[place == 0 ? Math.min(1, chances.length - 1) : 0])),
            heard(it, Feature.NAME_0, 0.3 * ranked.get(place).score()),
            8 * (close0 - crowd(ranked, Feature.NAME_0)), 8 * (close1 - crowd(ranked, Feature.NAME_1)),
            2 * it.get(Feature.WORDS), 2 * it.get(Feature.GRAMS), leads(ranked, it, Feature.NAME_0),
            leads(ranked, it, Feature.NAME_1), leads(ranked, it, Feature.WORDS), head[place], entropy(head),
            Math.log1p(words), it.precedent().share(), it.precedent().unanswered(),
            Math.log((it.precedent().share() + SMALL) / (it.precedent().unanswered() + SMALL))};
    }

    /** NaN, which counts as unknown, where there is no such voice. */
    private static double heard(Candidate candidate, Feature name, double value) {
        return candidate.get(name) == 0 ? Double.NaN : value;
    }

    private static double[] chances(List<Weights.Scored> ranked) {
        return Softmax.of(ranked.stream().mapToDouble(Weights.Scored::score).toArray());
    }

    private static double[] headChances(List<Weights.Scored> ranked) {
        return Softmax.of(ranked.stream().mapToDouble(scored -> scored.candidate().get(Feature.HEAD)).toArray());
    }

    private static double entropy(double[] chances) {
        double sum = 0;
        for (double chance : chances) {
            sum -= chance * Math.log(chance + 1e-12);
        }
        return sum;
    }

    private static double logit(double chance) {
        double bounded = Math.clamp(chance, 1e-6, 1 - 1e-6);
        return Math.log(bounded / (1 - bounded));
    }

    /** The mean over the first articles: what is close to everything says little. */
    private static double crowd(List<Weights.Scored> ranked, Feature feature) {
        return ranked.stream().limit(CROWD).mapToDouble(scored -> scored.candidate().get(feature)).average().orElse(0);
    }

    private static double leads(List<Weights.Scored> ranked, Candidate it, Feature feature) {
        Candidate leader = ranked.stream().map(Weights.Scored::candidate)
                .max(Comparator.comparingDouble(candidate -> candidate.get(feature))).orElse(it);
        return leader.get(feature) == it.get(feature) ? 1 : 0;
    }
}
