package dev.parley.kb.embedding;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.parley.kb.Sha256;
import dev.parley.kb.source.YamlLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The three kinds of embedding: the English pair inside Maven packages, an operator's own model, or none. */
public final class Embeddings {

    private static final ModelCard BGE = new ModelCard("bge-small-en-v1.5-q/cls+mean", Pooling.CLS_AND_MEAN, "", "",
            true);
    private static final ModelCard MINI_LM = new ModelCard("all-MiniLM-L6-v2-q/mean", Pooling.MEAN, "", "", true);
    private static final int BGE_DIMENSIONS = 768;
    private static final int MINI_LM_DIMENSIONS = 384;

    private Embeddings() {}

    /**
     * bge-small-en-v1.5 and all-MiniLM-L6-v2, both quantized to 8 bits. English. They load in the background; nothing is
     * fetched at run time. Measured on a short question: about 5 ms and 2 ms of CPU.
     */
    public static List<Embedding> bundled() {
        return List.of(
                new BackgroundEmbedding(() -> resource(BGE, "/bge-small-en-v1.5-q"), BGE.name(), BGE_DIMENSIONS),
                new BackgroundEmbedding(() -> resource(MINI_LM, "/all-minilm-l6-v2-q"), MINI_LM.name(),
                        MINI_LM_DIMENSIONS));
    }

    /** Words alone: no model is loaded. */
    public static List<Embedding> none() {
        return List.of();
    }

    /**
     * An operator's own model: {@code model.onnx}, {@code tokenizer.json} (as the Hugging Face tokenizers library writes
     * it; WordPiece or Unigram, which is SentencePiece's) and, optionally, {@code model.yml} with {@code pooling} (cls,
     * mean or cls_and_mean; default mean), {@code questionPrefix} and {@code passagePrefix}.
     *
     * @throws IllegalArgumentException naming file and remedy, when the folder lacks a file or a file is not usable
     */
    public static List<Embedding> ofFolder(Path folder) {
        Path model = required(folder, "model.onnx");
        Path tokenizer = required(folder, "tokenizer.json");
        Card card = readCard(folder.resolve("model.yml"));
        String pooling = card.pooling == null ? "mean" : card.pooling;
        String questionPrefix = card.questionPrefix == null ? "" : card.questionPrefix;
        String passagePrefix = card.passagePrefix == null ? "" : card.passagePrefix;
        try (InputStream in = Files.newInputStream(tokenizer)) {
            // Whatever changes the vectors is in the name: vectors of another name are made anew.
            String print = fingerprint(List.of(model, tokenizer), questionPrefix + "\0" + passagePrefix);
            ModelCard full = new ModelCard("own-" + print + "/" + pooling, pooling(folder, pooling), questionPrefix,
                    passagePrefix, false);
            return List.of(new OnnxEmbedding(full, readTokenizer(tokenizer, in),
                    (environment, options) -> environment.createSession(model.toString(), options)));
        } catch (IOException e) {
            throw new IllegalArgumentException(folder + ": can't be read: " + e.getMessage(), e);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(model + ": " + e.getMessage()
                    + "; it must take input_ids and attention_mask and give the token states first", e);
        }
    }

    private record Card(@Nullable String pooling, @Nullable String questionPrefix, @Nullable String passagePrefix) {

        private static final ObjectReader YAML = YAMLMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build().readerFor(Card.class);
    }

    private static Card readCard(Path file) {
        if (!Files.exists(file)) {
            return new Card(null, null, null);
        }
        String yaml = "";
        try {
            yaml = Files.readString(file);
            return Card.YAML.readValue(yaml);
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalArgumentException(file + ":" + YamlLines.lineOf(yaml, e) + ": unknown key '"
                    + e.getPropertyName() + "'; use pooling, questionPrefix or passagePrefix", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": not valid YAML; use pooling, questionPrefix, passagePrefix",
                    e);
        }
    }

    private static Pooling pooling(Path folder, String name) {
        return switch (name) {
            case "cls" -> Pooling.CLS;
            case "mean" -> Pooling.MEAN;
            case "cls_and_mean" -> Pooling.CLS_AND_MEAN;
            default -> throw new IllegalArgumentException(folder.resolve("model.yml") + ": pooling '" + name
                    + "' is unknown; use cls, mean or cls_and_mean");
        };
    }

    private static Path required(Path folder, String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + " is missing; put the model's " + name + " there");
        }
        return file;
    }

    private static Tokenizer readTokenizer(Path file, InputStream in) throws IOException {
        try {
            return TokenizerFile.read(in);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static Embedding resource(ModelCard card, String path) {
        try (InputStream model = open(path + ".onnx"); InputStream tokenizer = open(path + "-tokenizer.json")) {
            byte[] bytes = model.readAllBytes();
            return new OnnxEmbedding(card, TokenizerFile.read(tokenizer),
                    (environment, options) -> environment.createSession(bytes, options));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the embedding model", e);
        }
    }

    private static InputStream open(String name) {
        InputStream in = Embeddings.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("the class path lacks " + name);
        }
        return in;
    }

    private static String fingerprint(List<Path> files, String more) throws IOException {
        MessageDigest digest = Sha256.begin();
        for (Path file : files) {
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
        digest.update(more.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }
}
