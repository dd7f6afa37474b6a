package dev.parley.kb.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * bge-small-en-v1.5, quantized to 8 bits, run in this process on ONNX. English. Thread-safe.
 *
 * <p>The model is inside a Maven package; nothing is fetched at run time. Measured on a short question: about 5 ms of CPU.
 */
public final class BgeSmallEnglish implements Embedding {

    static final int DIMENSIONS = 384;
    /** The model takes 512; a passage has about 250, and time grows with the square. */
    private static final int MAX_TOKENS = 320;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment("parley");
    private final OrtSession session;
    private final WordPiece tokenizer;

    /** Loads the model: about half a second and 100 MB. */
    public BgeSmallEnglish() {
        try (InputStream model = resource("/bge-small-en-v1.5-q.onnx");
                InputStream vocabulary = resource("/bge-small-en-v1.5-q-tokenizer.json");
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            environment.setTelemetry(false);
            // One thread a question: several questions run side by side, and a short one gains nothing from more.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(model.readAllBytes(), options);
            tokenizer = WordPiece.read(vocabulary);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the embedding model", e);
        } catch (OrtException e) {
            throw new IllegalStateException("can't load the embedding model", e);
        }
    }

    @Override
    public float[] embed(String text) {
        long[] ids = tokenizer.encode(text, MAX_TOKENS);
        long[] ones = new long[ids.length];
        java.util.Arrays.fill(ones, 1);
        try (OnnxTensor tokens = OnnxTensor.createTensor(environment, new long[][]{ids});
                OnnxTensor mask = OnnxTensor.createTensor(environment, new long[][]{ones});
                OnnxTensor types = OnnxTensor.createTensor(environment, new long[][]{new long[ids.length]});
                OrtSession.Result result = session
                        .run(Map.of("input_ids", tokens, "attention_mask", mask, "token_type_ids", types))) {
            float[][][] states = (float[][][]) result.get(0).getValue();
            return normalised(states[0][0]);
        } catch (OrtException e) {
            throw new IllegalStateException("the embedding model failed", e);
        }
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("can't close the embedding model", e);
        }
    }

    private static float[] normalised(float[] vector) {
        double sum = 0;
        for (float x : vector) {
            sum += x * x;
        }
        float[] unit = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            unit[i] = (float) (vector[i] / Math.sqrt(sum));
        }
        return unit;
    }

    private static InputStream resource(String name) {
        InputStream in = BgeSmallEnglish.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("the class path lacks " + name);
        }
        return in;
    }
}
