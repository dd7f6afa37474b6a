package dev.parley.kb.embedding;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Loads a model while other things start; whoever needs it first waits for it. Thread-safe. */
final class BackgroundEmbedding implements Embedding {

    private final CompletableFuture<Embedding> loading;
    private final String name;
    private final int dimensions;

    BackgroundEmbedding(Supplier<Embedding> loader, String name, int dimensions) {
        this.loading = CompletableFuture.supplyAsync(loader,
                task -> Thread.ofPlatform().daemon().name("model").start(task));
        this.name = name;
        this.dimensions = dimensions;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public float[] embedQuestion(String text) {
        return loaded().embedQuestion(text);
    }

    @Override
    public float[] embedPassage(String text) {
        return loaded().embedPassage(text);
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public Set<String> dictionary() {
        return loaded().dictionary();
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
