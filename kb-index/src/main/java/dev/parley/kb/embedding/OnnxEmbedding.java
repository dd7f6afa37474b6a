package dev.parley.kb.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A transformer model, run in this process on ONNX. Thread-safe: several questions run side by side. */
final class OnnxEmbedding implements Embedding {

    /** Most models take 512; a passage has about 250, and time grows with the square. */
    private static final int MAX_TOKENS = 320;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment("parley");
    private final OrtSession session;
    private final ModelCard card;
    private final Tokenizer tokenizer;
    private final int dimensions;

    /**
     * Loads a model: about half a second and 100 MB for the bundled ones.
     *
     * @param model the ONNX file's content
     * @throws IllegalStateException when it is not a model that Parley can run; the message says why
     */
    /** Opens a model, from a file or from memory. */
    interface Opener {
        OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException;
    }

    OnnxEmbedding(ModelCard card, Tokenizer tokenizer, Opener model) {
        this.card = card;
        this.tokenizer = tokenizer;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            environment.setTelemetry(false);
            // One thread a question: several questions run side by side, and a short one gains nothing from more.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = model.open(environment, options);
            this.dimensions = run("dimensions").length;
        } catch (OrtException e) {
            throw new IllegalStateException("can't load the embedding model " + card.name() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return card.name();
    }

    @Override
    public float[] embedQuestion(String text) {
        return run(card.questionPrefix() + text);
    }

    @Override
    public float[] embedPassage(String text) {
        return run(card.passagePrefix() + text);
    }

    private float[] run(String text) {
        long[] ids = tokenizer.encode(text, MAX_TOKENS);
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor tokens = OnnxTensor.createTensor(environment, new long[][]{ids});
                OnnxTensor mask = OnnxTensor.createTensor(environment, new long[][]{ones});
                OnnxTensor types = OnnxTensor.createTensor(environment, new long[][]{new long[ids.length]})) {
            Map<String, OnnxTensor> inputs = new HashMap<>(
                    Map.of("input_ids", tokens, "attention_mask", mask, "token_type_ids", types));
            // Some models have no segments.
            inputs.keySet().retainAll(session.getInputNames());
            try (OrtSession.Result result = session.run(inputs)) {
                if (result.get(0).getValue() instanceof float[][][] states) {
                    return card.pooling().pool(states[0]);
                }
                throw new IllegalStateException("its first output is no states of tokens, [batch, tokens, dimensions]");
            }
        } catch (OrtException e) {
            throw new IllegalStateException("the embedding model " + card.name() + " failed: " + e.getMessage(), e);
        }
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public Set<String> dictionary() {
        return card.english() ? tokenizer.words() : Set.of();
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("can't close the embedding model", e);
        }
    }
}
