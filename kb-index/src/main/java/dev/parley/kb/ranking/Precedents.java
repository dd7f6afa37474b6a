package dev.parley.kb.ranking;

import dev.parley.kb.embedding.Vectors;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Questions that were judged before, remembered by what they mean: the closer one is to a question, the more it has to say
 * about what answers that. Their words are not kept. Immutable and thread-safe.
 */
public final class Precedents {

    /** Nothing was judged. */
    public static final Precedents NONE = new Precedents(List.of());

    /** So many cost at most 3 ms of CPU a question; of more, the last are kept. */
    static final int MOST = 3_000;

    /**
     * A question that is closer than another by this much cosine has e times its say. Of 0.02, 0.035 and 0.06 the one that
     * served best over the calibration splits of the public sets, each question left out in turn.
     */
    private static final double WIDTH = 0.035;
    /** At this cosine a single question has half a say: what is farther away is about something else. */
    private static final double FAR = 0.75;
    /** Closer than that is the same question. */
    private static final double SAME = 0.9999;

    private final List<Judged> judged;

    /** @param judged oldest first */
    public Precedents(List<Judged> judged) {
        this.judged = List.copyOf(judged.subList(Math.max(0, judged.size() - MOST), judged.size()));
    }

    /**
     * One of them.
     *
     * @param question its vectors, joined; not changed after construction
     * @param articles ids of what answers it; empty when nothing does
     */
    public record Judged(float[] question, Set<String> articles) {

        /** Copies the set. */
        public Judged {
            articles = Set.copyOf(articles);
        }
    }

    /** How many there are. */
    public int size() {
        return judged.size();
    }

    /**
     * Adds what they say to each candidate.
     *
     * @param question its vectors, joined; empty when there is no embedding, and then nothing is said
     */
    public List<Candidate> heard(float[] question, List<Candidate> candidates) {
        return heard(question, candidates, false);
    }

    /** As {@link #heard}, but without the same question: what they would have said before it was judged. */
    public List<Candidate> heardByOthers(float[] question, List<Candidate> candidates) {
        return heard(question, candidates, true);
    }

    private List<Candidate> heard(float[] question, List<Candidate> candidates, boolean othersOnly) {
        if (judged.isEmpty() || question.length == 0) {
            return candidates;
        }
        double all = Math.exp((FAR - 1) / WIDTH);
        double unanswered = 0;
        Map<String, Double> says = new HashMap<>();
        for (Judged one : judged) {
            double cosine = Vectors.dot(one.question, question);
            if (othersOnly && cosine >= SAME) {
                continue;
            }
            double say = Math.exp((cosine - 1) / WIDTH);
            all += say;
            unanswered += one.articles.isEmpty() ? say : 0;
            for (String article : one.articles) {
                says.merge(article, say / one.articles.size(), Double::sum);
            }
        }
        List<Candidate> heard = new ArrayList<>();
        for (Candidate candidate : candidates) {
            double share = says.getOrDefault(candidate.article().id(), 0.0) / all;
            heard.add(candidate.with(new Precedent(share, unanswered / all)));
        }
        return heard;
    }

    /** Writes them as binary. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(judged.size());
        for (Judged one : judged) {
            out.writeInt(one.articles.size());
            for (String article : one.articles) {
                out.writeUTF(article);
            }
            out.writeInt(one.question.length);
            for (float number : one.question) {
                out.writeFloat(number);
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Precedents read(DataInputStream in) throws IOException {
        List<Judged> judged = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            Set<String> articles = new HashSet<>();
            for (int more = in.readInt(); more > 0; more--) {
                articles.add(in.readUTF());
            }
            float[] question = new float[in.readInt()];
            for (int i = 0; i < question.length; i++) {
                question[i] = in.readFloat();
            }
            judged.add(new Judged(question, articles));
        }
        return new Precedents(judged);
    }
}
