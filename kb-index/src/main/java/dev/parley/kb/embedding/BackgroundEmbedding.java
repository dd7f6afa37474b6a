package dev.parley.kb.embedding;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Loads a model while other things start; whoever needs it first waits for it. Thread-safe. */
public final class BackgroundEmbedding implements Embedding {

    private final CompletableFuture<Embedding> loading;
    private final int dimensions;

    private BackgroundEmbedding(Supplier<Embedding> loader, int dimensions) {
        this.loading = CompletableFuture.supplyAsync(loader,
                task -> Thread.ofPlatform().daemon().name("model").start(task));
        this.dimensions = dimensions;
    }

    /** The bundled English model. */
    public static Embedding bundled() {
        return new BackgroundEmbedding(BgeSmallEnglish::new, BgeSmallEnglish.DIMENSIONS);
    }

    @Override
    public float[] embed(String text) {
        return loaded().embed(text);
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public void close() {
        loaded().close();
    }

    private Embedding loaded() {
        try {
            return loading.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
